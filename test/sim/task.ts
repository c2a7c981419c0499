import { cellOf, type Cell } from "./exhaustive.ts";
import type { Prepared } from "./prepare.ts";
import { run, type Ran, type Wanted } from "./run.ts";

/** What one worker does at a time: a seed, or a cell of the exhaustive table. */
export type Task = { seed: Wanted } | { cell: { flow: string; row: string; every: number } };
export type Done = { ran: Ran } | { cell: Cell };

/** Does it; the same task has the same answer in every process. A seed that kept its promises gives no lines unless asked. */
export async function perform(prepared: Prepared, task: Task, wantsLines = false): Promise<Done> {
  if ("cell" in task) return { cell: await cellOf(prepared, task.cell) };
  const ran = await run(prepared, task.seed);
  return { ran: wantsLines ? ran : { ...ran, lines: [] } };
}
