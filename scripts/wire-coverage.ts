/** Runs the tests of the imitations and of the adapters in front of them, and writes which documented calls, codes and states they reached: `node scripts/wire-coverage.ts` (minutes). */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "../sandbox/kit/types.ts";
import { ROOT } from "./generate/files.ts";

const OUT = "docs/wire-coverage.md";

interface Platform {
  id: string;
  catalog: Catalog;
}
type Facts = ReadonlySet<string>;

async function platforms(): Promise<readonly Platform[]> {
  const names = readdirSync(join(ROOT, "sandbox")).filter((name) =>
    existsSync(join(ROOT, "sandbox", name, "catalog.ts")),
  );
  const modules = names.map(async (id) => {
    const module: unknown = await import(join(ROOT, "sandbox", id, "catalog.ts"));
    if (typeof module !== "object" || module === null || !("catalog" in module))
      throw new Error(`sandbox/${id}: no catalog`);
    return { id, catalog: module.catalog as Catalog };
  });
  return Promise.all(modules);
}

/** `platform\tkind\tvalue` of everything that one run of these tests reached. */
function reachedBy(tests: readonly string[]): Facts {
  const folder = mkdtempSync(join(tmpdir(), "wire-coverage-"));
  try {
    const vitest = join(ROOT, "node_modules/.bin/vitest");
    const run = spawnSync(vitest, ["run", "--reporter=dot", ...tests], {
      cwd: ROOT,
      env: { ...process.env, WIRE_COVERAGE: folder },
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (run.status !== 0) throw new Error("the tests fail: no report");
    return new Set(readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A code matches when it is the whole of what came, or all before a tab of explanation. */
function codesReached({ id, catalog }: Platform, facts: Facts): readonly string[] {
  const came = [...facts].filter((fact) => fact.startsWith(`${id}\tcode\t`)).map((fact) => fact.split("\t")[2] ?? "");
  return Object.keys(catalog.codes).filter((code) => came.includes(code));
}

function callsReached({ id, catalog }: Platform, facts: Facts): readonly string[] {
  const came = new Set(
    [...facts].filter((fact) => fact.startsWith(`${id}\tcall\t`)).map((fact) => fact.split("\t")[2] ?? ""),
  );
  const names = (call: string): readonly string[] => [call, catalog.prefix + call, `/shop/ec/${call}`];
  return catalog.served.filter((call) => names(call).some((name) => came.has(name)));
}

function statesOf({ catalog }: Platform): readonly string[] {
  return Object.entries(catalog.states).flatMap(([key, values]) => values.map((value) => `${key}=${value}`));
}

/** Served calls whose name the adapter's own files hold. */
function usedBy({ id, catalog }: Platform): readonly string[] {
  const folder = join(ROOT, "adapters", id);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const text = code.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const whole = (call: string): RegExp => new RegExp(`["'\`/.]${call.replaceAll(/[.$]/g, "\\$&")}["'\`]`);
  return catalog.served.filter((call) => whole(call).test(text));
}

const share = (part: number, all: number): string =>
  `${part}/${all} (${all === 0 ? 100 : Math.floor((part * 100) / all)} %)`;
const lacking = (all: readonly string[], reached: readonly string[]): string => {
  const left = all.filter((one) => !reached.includes(one));
  return left.length === 0 ? "none" : left.map((one) => `\`${one}\``).join(", ");
};

function row(platform: Platform, all: Facts, byAdapter: Facts): string {
  const { catalog } = platform;
  const used = usedBy(platform);
  const calls = callsReached(platform, all);
  const states = statesOf(platform).filter((state) => all.has(`${platform.id}\tstate\t${state}`));
  const cells = [
    platform.id,
    share(catalog.served.length, catalog.served.length + catalog.missing.length),
    share(calls.length, catalog.served.length),
    share(used.filter((call) => callsReached(platform, byAdapter).includes(call)).length, used.length),
    share(codesReached(platform, all).length, Object.keys(catalog.codes).length),
    share(codesReached(platform, byAdapter).length, Object.keys(catalog.codes).length),
    share(states.length, statesOf(platform).length),
  ];
  return `| ${cells.join(" | ")} |`;
}

function details(platform: Platform, all: Facts, byAdapter: Facts): string {
  const { catalog } = platform;
  const states = statesOf(platform);
  const reached = states.filter((state) => all.has(`${platform.id}\tstate\t${state}`));
  return [
    `## ${platform.id}`,
    "",
    `- Served, but no test calls it: ${lacking(catalog.served, callsReached(platform, all))}.`,
    `- Used by the adapter, but not in its conformance run: ${lacking(usedBy(platform), callsReached(platform, byAdapter))}.`,
    `- Documented codes that no test meets: ${lacking(Object.keys(catalog.codes), codesReached(platform, all))}.`,
    `- Documented states that no answer of a test holds: ${lacking(states, reached)}.`,
    `- Documented calls that are not imitated: ${catalog.missing.map((call) => `\`${call}\``).join(", ")}.`,
  ].join("\n");
}

const found = await platforms();
const byAdapter = reachedBy(["test/conformance"]);
const all = new Set([...byAdapter, ...reachedBy(["sandbox/"])]);
const lines = [
  "# What the tests reach on the wire",
  "",
  "Written by `node scripts/wire-coverage.ts` from a run of the imitations' own tests and of the conformance suite; what",
  "is documented stands in `sandbox/<platform>/catalog.ts`. A code counts when it came in an answer over the wire, by a",
  "rule that was broken or by order (`POST /__sandbox/faults` with `platform-code`).",
  "",
  "| platform | documented calls that are served | served calls that tests reach | calls of the adapter in its conformance run | documented codes that tests meet | of these by the adapter | documented states in answers |",
  "|---|---|---|---|---|---|---|",
  ...found.map((platform) => row(platform, all, byAdapter)),
  "",
  ...found.map((platform) => `${details(platform, all, byAdapter)}\n`),
];
writeFileSync(join(ROOT, OUT), `${lines.join("\n").trimEnd()}\n`);
console.log(lines.slice(6, 8 + found.length).join("\n"));
