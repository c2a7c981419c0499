import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { endChild } from "../../../local/child.ts";
import { warmCache } from "../../../local/warm.ts";
import { ROOT } from "../../../infra/bundling.ts";
import type { Figure, Measure } from "../figure.ts";
import { memoryOf, treeOf } from "./processes.ts";

const MEGABYTE = 1_000_000;

/** `npm start` from nothing to the first answer of the API, what synthesis and bundling made being kept from before; and what the stack holds then. */
export const start: Measure = {
  names: ["start.seconds", "start.megabytes"],
  counted: false,
  run: async () => {
    await warmCache();
    const data = mkdtempSync(join(tmpdir(), "bench-start-"));
    const began = performance.now();
    const child = spawn(process.execPath, [join(ROOT, "local/start.ts"), "--port", "0", "--data", data, "--fresh"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const url = await apiOf(child.stdout);
      const answer = await fetch(`${url}/health`);
      if (!answer.ok) throw new Error(`/health says ${answer.status}`);
      const seconds = (performance.now() - began) / 1_000;
      const bytes = treeOf(child.pid ?? 0).reduce((sum, pid) => sum + memoryOf(pid), 0);
      const figures: Figure[] = [
        { name: "start.seconds", value: seconds, unit: "s", goal: 2.5 },
        { name: "start.megabytes", value: bytes / MEGABYTE, unit: "MB", goal: 450 },
      ];
      return figures;
    } finally {
      await endChild(child);
      rmSync(data, { recursive: true, force: true });
    }
  },
};

async function apiOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = "";
  for await (const part of output) {
    said += String(part);
    const url = /^API\s+(http:\S+)/m.exec(said)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error(`the stack did not start: ${said}`);
}
