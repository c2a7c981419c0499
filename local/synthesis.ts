import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PlatformFacts } from "./options.ts";
import { CACHE, ROOT, contentHash } from "./files.ts";

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
  if (!existsSync(file)) await synthesize(folder, context);
  return readFileSync(file, "utf8");
}

async function synthesize(folder: string, context: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const child = spawn(process.execPath, [join(ROOT, "infra", "app.ts"), "--plain"], {
    cwd: ROOT,
    env: { ...process.env, CDK_OUTDIR: unfinished, CDK_CONTEXT_JSON: context },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise<number | null>((done, failed) => child.once("close", done).once("error", failed));
  if (code !== 0) throw new Error(`the stack in infra/ cannot be synthesized:\n${said}`);
  putInPlace(unfinished, folder);
}

/** Two starts may make the same at once: the first one in place wins, and both are equal. */
export function putInPlace(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}
