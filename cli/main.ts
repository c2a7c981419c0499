#!/usr/bin/env node
/** The command line `shanhuo`; each command is a file in commands/. */
import { Command } from "commander";
import { adapterCommand } from "./commands/adapter.ts";

const program = new Command("shanhuo").description("One listing on many sales platforms; every order back");
program.addCommand(adapterCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
