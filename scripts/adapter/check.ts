/** Holds one platform to everything that asks of it, and prints what its pull request has to say. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Adapter } from "../../adapters/contract.ts";
import { ROOT } from "../generate/files.ts";
import { loadAdapters } from "../generate/registry.ts";
import { absences, confidence, mappingLines, MAPPING_GOAL_LINES, touchedOutside } from "./measure.ts";

/** True when the generated files could be written and every test of the platform passes. `since`: where the work began, for git. */
export async function checkPlatform(id: string, since: string): Promise<boolean> {
  if (!existsSync(join(ROOT, "adapters", id, "adapter.ts"))) {
    console.log(`There is no adapters/${id}/adapter.ts. Begin with: npm run adapter -- new ${id}`);
    return false;
  }
  const written = run("registry, support table, schemas", process.execPath, ["scripts/generate.ts"]);
  const tested = run("tests", join(ROOT, "node_modules/.bin/vitest"), ["run", ...testsOf(id)]);
  const adapter = (await loadAdapters()).find((one) => one.id === id);
  if (adapter !== undefined) for (const line of summary(adapter, since)) console.log(line);
  console.log(written && tested ? `${id}: green` : `${id}: not yet; begin with the first failure above`);
  return written && tested;
}

/** Its own folders and its conformance; `test/` holds what else names it in its file name. */
function testsOf(id: string): readonly string[] {
  return [`adapters/${id}/`, `sandbox/${id}/`, `test/conformance/${id}.test.ts`];
}

function run(name: string, command: string, words: readonly string[]): boolean {
  console.log(`— ${name}`);
  return spawnSync(command, words, { cwd: ROOT, stdio: "inherit" }).status === 0;
}

/** Lines for the pull request. */
export function summary(adapter: Adapter, since: string): readonly string[] {
  const lines = mappingLines(adapter.id);
  const sure = [...confidence(adapter)].map(([name, count]) => `${count} ${name}`).join(", ");
  const outside = touchedOutside(adapter.id, since);
  return [
    `— ${adapter.name.en} (${adapter.name.zh})`,
    `mapping: ${lines} lines of adapter and map (goal ${MAPPING_GOAL_LINES}${lines > MAPPING_GOAL_LINES ? ", over" : ""})`,
    `effects: ${sure}`,
    ...absences(adapter).map(({ what, why }) => `absent: ${what}: ${why.en || "NO REASON GIVEN"}`),
    outside === null
      ? "touched outside its folders: git can't tell here"
      : `touched outside its folders since ${since}: ${outside.length === 0 ? "nothing" : outside.join(", ")}`,
  ];
}
