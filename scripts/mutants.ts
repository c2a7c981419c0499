/** Puts one fault after the other into the sources and looks whether the named test sees it: `node scripts/mutants.ts`. Only on a tree that nobody else works in. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";

const Mutant = z.strictObject({ file: z.string(), from: z.string().min(1), to: z.string(), test: z.string() });
type Mutant = z.infer<typeof Mutant>;
type Verdict = "killed" | "survived" | "not found once";

function judge({ file, from, to, test }: Mutant): Verdict {
  const source = readFileSync(file, "utf8");
  const [before, after, ...more] = source.split(from);
  if (before === undefined || after === undefined || more.length > 0) return "not found once";
  try {
    writeFileSync(file, `${before}${to}${after}`);
    const { status, error } = spawnSync("node_modules/.bin/vitest", ["run", test], { stdio: "ignore" });
    if (error) throw error;
    return status === 0 ? "survived" : "killed";
  } finally {
    writeFileSync(file, source);
  }
}

function greenBefore(tests: readonly string[]): boolean {
  return spawnSync("node_modules/.bin/vitest", ["run", ...tests], { stdio: "ignore" }).status === 0;
}

const mutants = z.array(Mutant).parse(JSON.parse(readFileSync("test/mutants.json", "utf8")));
if (!greenBefore([...new Set(mutants.map(({ test }) => test))])) throw new Error("the tests fail without any fault");
const rows = mutants.map((mutant) => ({ file: mutant.file, fault: mutant.from.slice(0, 60), verdict: judge(mutant) }));
console.table(rows);
if (rows.some(({ verdict }) => verdict !== "killed")) process.exitCode = 1;
