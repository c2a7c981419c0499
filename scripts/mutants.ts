/** Puts one fault after the other into a copy of the sources and looks whether the named test, or the simulation, sees it: `node scripts/mutants.ts [--sim]`. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";

const Place = { file: z.string(), from: z.string().min(1), to: z.string() };
/** `test`: a test file; `sim`: arguments of the simulation. */
const Mutant = z.union([z.strictObject({ ...Place, test: z.string() }), z.strictObject({ ...Place, sim: z.string() })]);
type Mutant = z.infer<typeof Mutant>;
type Verdict = "killed" | "survived" | "not found once" | "fails without it";
const ROOT = join(import.meta.dirname, "..");

/** What git knows of the tree, in a folder of its own: nobody else sees the faults. */
function copyOfTree(): string {
  const folder = mkdtempSync(join(tmpdir(), "shanhuo-mutants-"));
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of files) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function seesNothing(mutant: Mutant | { tests: readonly string[] }, cwd: string): boolean {
  const vitest = (tests: readonly string[]) => ["node_modules/.bin/vitest", "run", ...tests];
  const args =
    "tests" in mutant
      ? vitest(mutant.tests)
      : "test" in mutant
        ? vitest([mutant.test])
        : ["test/sim/main.ts", ...mutant.sim.split(" ")];
  const { status, error } = spawnSync(process.execPath, args, { cwd, stdio: "ignore" });
  if (error) throw error;
  return status === 0;
}

function judge(mutant: Mutant, folder: string): Verdict {
  if ("sim" in mutant && !seesNothing(mutant, folder)) return "fails without it";
  const file = join(folder, mutant.file);
  const source = readFileSync(file, "utf8");
  const [before, after, ...more] = source.split(mutant.from);
  if (before === undefined || after === undefined || more.length > 0) return "not found once";
  try {
    writeFileSync(file, `${before}${mutant.to}${after}`);
    return seesNothing(mutant, folder) ? "survived" : "killed";
  } finally {
    writeFileSync(file, source);
  }
}

const all = z.array(Mutant).parse(JSON.parse(readFileSync(join(ROOT, "test/mutants.json"), "utf8")));
const mutants = process.argv.includes("--sim") ? all.filter((mutant) => "sim" in mutant) : all;
const folder = copyOfTree();
try {
  const tests = [...new Set(mutants.flatMap((mutant) => ("test" in mutant ? mutant.test : [])))];
  if (tests.length > 0 && !seesNothing({ tests }, folder)) throw new Error("the tests fail without any fault");
  const rows = mutants.map((mutant) => ({
    fault: `${mutant.file}: ${mutant.from.trim().slice(0, 50)}`,
    by: "test" in mutant ? mutant.test : `sim ${mutant.sim}`,
    verdict: judge(mutant, folder),
  }));
  console.table(rows);
  if (rows.some(({ verdict }) => verdict !== "killed")) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
