import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** CPU time that a process has used so far, milliseconds; 0 for one that is gone. Linux only: everything else has no /proc. */
export function cpuMsOf(pid: number): number {
  const [, , , , , , , , , , , user = "0", system = "0"] = statOf(pid);
  return ((Number(user) + Number(system)) * 1_000) / TICKS_PER_SECOND;
}

/** A process and all that it started, as they are now. */
export function treeOf(pid: number): number[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(statOf(Number(name))[1] ?? 0)]),
  );
  const children = (of: number): number[] =>
    [...parents].filter(([, parent]) => parent === of).flatMap(([id]) => [id, ...children(id)]);
  return [pid, ...children(pid)];
}

/** Memory that a process holds, bytes; pages that several share count once among them. */
export function memoryOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** What follows the name in /proc/<pid>/stat: state, parent, … */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
