import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { movableClock } from "./kit/clock.ts";
import { recordCoverage } from "./kit/coverage.ts";
import { host } from "./kit/host.ts";
import { listen } from "./kit/server.ts";
import type { Sandbox } from "./kit/types.ts";

const USAGE = "usage: node sandbox/run.ts <platform> [--port N] [--seed S]";
const here = import.meta.dirname;

/** A platform is a folder beside this file with an index.ts. */
function platforms(): readonly string[] {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${here}/${entry.name}/index.ts`))
    .map((entry) => entry.name)
    .sort();
}

function isSandbox(value: unknown): value is Sandbox<unknown> {
  return typeof value === "object" && value !== null && "handle" in value && "newWorld" in value && "acts" in value;
}

async function load(platform: string): Promise<Sandbox<unknown>> {
  const module: unknown = await import(`./${platform}/index.ts`);
  const found = typeof module === "object" && module !== null && "default" in module ? module.default : null;
  if (!isSandbox(found)) throw new Error(`sandbox/${platform}/index.ts has no sandbox as its default export`);
  return found;
}

function readNumber(text: string, name: string): number {
  if (!/^\d{1,15}$/.test(text)) return leave(`--${name} must be a whole number, not "${text}"\n${USAGE}`);
  return Number(text);
}

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "0" }, seed: { type: "string", default: "1" } },
  });
  const [platform] = positionals;
  const known = platforms();
  if (platform === undefined) leave(`${USAGE}\nplatforms: ${known.join(", ")}`);
  if (!known.includes(platform)) leave(`There is no sandbox "${platform}". There are: ${known.join(", ")}`);
  const port = readNumber(values.port, "port");
  const seed = readNumber(values.seed, "seed");

  const coverage = process.env["WIRE_COVERAGE"];
  if (coverage !== undefined) recordCoverage(coverage);
  const running = host(await load(platform), { clock: movableClock(), seed });
  const { url, control, close } = await listen(running, port);
  const { app, shop, token } = running.sandbox.credentials(running.scene().world);
  process.stdout.write(`${JSON.stringify({ platform, url, control, app, shop, token, seed })}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => leave(error instanceof Error ? error.message : String(error)));
