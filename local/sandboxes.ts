import { existsSync, readdirSync } from "node:fs";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { endChild, tie } from "./child.ts";
import { COMPILED, ROOT } from "./files.ts";

const FirstLine = z.object({
  platform: z.string(),
  url: z.string(),
  control: z.string(),
  app: z.record(z.string(), z.string()),
  shop: z.record(z.string(), z.string()),
  token: z.string(),
  seed: z.number(),
});
/** An imitation platform that runs as a process of its own. */
export interface RunningSandbox extends z.infer<typeof FirstLine> {
  pid: number;
  kill(): void;
  stop(): Promise<void>;
}

const MOVE_LIMIT_MS = 2_000;

/** The platforms that have a sandbox. */
export function sandboxPlatforms(): readonly string[] {
  return readdirSync(join(ROOT, "sandbox"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, "sandbox", entry.name, "index.ts")))
    .map((entry) => entry.name)
    .sort();
}

/** Starts the sandbox of one platform and waits until it says where it listens. Throws with what it said when it ends before. */
export async function startSandbox(
  platform: string,
  options: { port?: number; seed?: number } = {},
): Promise<RunningSandbox> {
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [join(ROOT, "sandbox", "run.ts"), platform, ...given], {
    cwd: ROOT,
    env: { ...process.env, ...COMPILED },
    stdio: ["ignore", "pipe", "pipe"],
  });
  tie(child);
  const first = FirstLine.parse(JSON.parse(await firstLine(child, platform)));
  return {
    ...first,
    pid: child.pid ?? 0,
    kill: () => void child.kill("SIGKILL"),
    stop: () => endChild(child),
  };
}

/** Moves the time of every sandbox that answers; other addresses are left alone. */
export async function moveSandboxes(
  baseUrls: readonly string[],
  move: { advanceMs: number } | { now: string },
): Promise<void> {
  await Promise.all(
    baseUrls.map((url) =>
      fetch(new URL("/__sandbox/clock", url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(move),
        signal: AbortSignal.timeout(MOVE_LIMIT_MS),
      }).then(
        (answer) => answer.body?.cancel(),
        () => undefined,
      ),
    ),
  );
}

function firstLine(child: ChildProcess, platform: string): Promise<string> {
  return new Promise((done, failed) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4_000)));
    child.once("error", failed);
    child.once("exit", () => failed(new Error(`the sandbox of ${platform} ended before it listened:\n${said}`)));
    if (child.stdout === null) return failed(new Error("a sandbox without an output"));
    // Everything it prints later is read too: a full pipe would stop it.
    createInterface(child.stdout).once("line", done).resume();
  });
}
