#!/usr/bin/env node
/** The command line `shanhuo`; each command is a file in commands/. */
import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { clientOf, type Client } from "./client.ts";
import { adapterCommand } from "./commands/adapter.ts";
import { coverage } from "./commands/coverage.ts";
import { doctor } from "./commands/doctor.ts";
import { explain } from "./commands/explain.ts";
import { redrive } from "./commands/redrive.ts";
import type { Terminal } from "./say.ts";

const terminal: Terminal = { print: (line) => console.log(line), wait: async (ms) => void (await wait(ms)) };
const program = new Command("shanhuo")
  .description("One listing on many sales platforms; every order back")
  .option("--api <url>", "root of the API; else SHANHUO_API")
  .option("--token <jwt>", "whose data; else SHANHUO_TOKEN");

program.addCommand(adapterCommand());
program
  .command("doctor")
  .description("test a shop's connection: token, egress, permission, clock, budget")
  .requiredOption("--shop <id>", "the shop's id")
  .action(async ({ shop }: { shop: string }) => endWith(await doctor(shop, client(), terminal)));
program
  .command("coverage")
  .description("how far every shop's orders were read completely, and the gaps")
  .action(async () => endWith(await coverage(client(), terminal)));
program
  .command("explain <listing>")
  .description("why a listing is or is not on sale in each shop, and how its stock comes about")
  .action(async (listing: string) => endWith(await explain(listing, client(), terminal)));
program
  .command("redrive")
  .description("send given-up messages back to their queues (operators)")
  .option("--queue <name>", "one queue; else all")
  .option("--most <n>", "at most so many of a queue", "500")
  .option("--dry-run", "show kind, age and shop; send nothing", false)
  .action(async ({ queue, most, dryRun }: { queue?: string; most: string; dryRun: boolean }) =>
    endWith(await redrive({ queue, most: Number(most), dryRun }, client(), terminal)),
  );

function client(): Client {
  const given = program.opts<{ api?: string; token?: string }>();
  const url = given.api ?? process.env["SHANHUO_API"];
  const token = given.token ?? process.env["SHANHUO_TOKEN"];
  if (url === undefined || token === undefined)
    throw new Error(
      "which deployment? give --api and --token, or set SHANHUO_API and SHANHUO_TOKEN (npm start prints both)",
    );
  return clientOf({ url, token });
}

function endWith(good: boolean): void {
  if (!good) process.exitCode = 1;
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
