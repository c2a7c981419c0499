import { Command } from "commander";
import { checkPlatform } from "../../scripts/adapter/check.ts";
import { newPlatform } from "../../scripts/adapter/new.ts";

const ROOT = `${import.meta.dirname}/../..`;

/** `adapter new <platform>` and `adapter check <platform>`: the county team's path to one more platform. */
export function adapterCommand(): Command {
  const command = new Command("adapter").description("lay out a new platform, and hold one to its contract");
  command
    .command("new <platform>")
    .description("write the folders of a platform: questions, adapter, sandbox, test")
    .option("--zh <name>", "its name in Chinese")
    .option("--en <name>", "its name in English")
    .action((id: string, { zh = id, en = id }: { zh?: string; en?: string }) => layOut(id, { zh, en }));
  command
    .command("check <platform>")
    .description("generate, test, and print what the pull request has to say")
    .option("--since <ref>", "where the work began", "main")
    .action(async (id: string, { since }: { since: string }) => {
      if (!(await checkPlatform(id, since))) process.exitCode = 1;
    });
  return command;
}

async function layOut(id: string, names: { zh: string; en: string }): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  for (const path of await newPlatform(ROOT, { id, ...names, day })) console.log(path);
  console.log("");
  console.log(
    `1. Answer the questions in adapters/${id}/README.md; docs/adding-an-adapter.md leads from here to green.`,
  );
  console.log(`2. npm run adapter -- check ${id}    (fails; each failure says what to write next)`);
}
