import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlatformFacts } from "./options.ts";
import { CACHE, ROOT, contentHash, madeOnce } from "./files.ts";

/** What the template depends on. */
const SOURCES = ["infra", "adapters", "package-lock.json"];

/** The text of the template that `infra/` describes, without code. Made by a child process (the CDK is large) and kept by the content of its sources. `platforms` replaces the registry's. */
export async function templateText(platforms?: readonly PlatformFacts[]): Promise<string> {
  const context = JSON.stringify({
    "aws:cdk:bundling-stacks": [],
    ...(platforms !== undefined && { platforms }),
  });
  const folder = join(CACHE, `template-${contentHash(SOURCES, context)}`);
  const file = join(folder, "Shanhuo.template.json");
  await madeOnce(folder, (unfinished) => synthesize(unfinished, context));
  return readFileSync(file, "utf8");
}

async function synthesize(folder: string, context: string): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, "infra", "app.ts"), "--plain"], {
    cwd: ROOT,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: context },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((done, failed) => child.once("close", done).once("error", failed));
  if (code !== 0) throw new Error(`the stack in infra/ cannot be synthesized:\n${said}`);
}
