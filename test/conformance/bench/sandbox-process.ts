import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import * as path from "node:path";
import * as z from "zod";

const RUN = path.resolve(import.meta.dirname, "../../../sandbox/run.ts");
const FirstLine = z.object({
  platform: z.string(),
  url: z.string(),
  control: z.string(),
  app: z.record(z.string(), z.string()),
  shop: z.record(z.string(), z.string()),
  token: z.string(),
});

/** What a sandbox prints first. */
export type Printed = z.infer<typeof FirstLine>;

/** A sandbox in a process of its own. `control` throws on a refusal, with the platform's reason in the message. */
export interface SandboxProcess {
  printed: Printed;
  control<T = unknown>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

/** Starts `sandbox/run.ts` on a free port and waits for its first line. */
export async function startSandbox(platform: string): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [RUN, platform, "--seed", "7"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`sandbox ${platform} ended with ${code} before its first line`)));
  });
  const printed = FirstLine.parse(JSON.parse(line));
  return {
    printed,
    async control<T>(method: string, where: string, body?: object): Promise<T> {
      const reply = await fetch(printed.control.replace(/\/$/, "") + where, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${method} ${where}: ${reply.status} ${text}`);
      return JSON.parse(text) as T;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
