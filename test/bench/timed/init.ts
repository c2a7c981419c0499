import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { BUNDLING, ROOT } from "../../../infra/bundling.ts";
import { bundle } from "../../../scripts/bundle.ts";
import type { Measure } from "../figure.ts";

const ENTRY = "functions/ingest/handler.ts";
const RUNS = 9;
const ENVIRONMENT = { TABLE_NAME: "t", AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

/** Start-up CPU over an empty function, of the bundle against the same code with its packages beside it. Interleaved; medians. */
export const init: Measure = {
  names: ["init.cpu_ratio"],
  counted: false,
  run: async () => {
    const bundled = bundle(ENTRY).path;
    const folder = join(ROOT, "cdk.out");
    const apart = join(folder, "packages-apart.mjs");
    const { alias: _alias, ...plain } = BUNDLING;
    buildSync({ ...plain, packages: "external", entryPoints: [ENTRY], outfile: apart });
    const empty = join(folder, "empty.mjs");
    writeFileSync(empty, "export const handler = async () => undefined;\n");
    const times = new Map([empty, bundled, apart].map((path) => [path, [] as number[]]));
    for (let run = 0; run < RUNS; run++) for (const [path, all] of times) all.push(startUpMs(path));
    const over = (path: string) => median(times.get(path) ?? []) - median(times.get(empty) ?? []);
    return [{ name: "init.cpu_ratio", value: over(bundled) / over(apart), unit: "", goal: 0.45 }];
  },
};

function startUpMs(path: string): number {
  const code = `await import(${JSON.stringify(path)}); const { user, system } = process.cpuUsage(); console.log(user + system);`;
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", code], { env: ENVIRONMENT, encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stdout) / 1_000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
