import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Done, Task } from "./task.ts";

interface Crew {
  jobs: number;
  lines?: boolean;
  /** Told of each task in the order of the tasks, whoever was first. */
  told(done: Done, task: Task): void;
}

/** One thread per core, where nobody says. */
export function cores(): number {
  return availableParallelism();
}

/** Plays tasks on several threads. A thread that breaks breaks all: what it met is thrown. */
export async function inCrew(tasks: readonly Task[], { jobs, lines = false, told }: Crew): Promise<void> {
  const done = new Map<number, Done>();
  let [next, toTell] = [0, 0];
  const tell = () => {
    for (let one = done.get(toTell); one !== undefined; one = done.get(toTell)) {
      const task = tasks[toTell];
      done.delete(toTell++);
      if (task !== undefined) told(one, task);
    }
  };
  const thread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL("./worker.ts", import.meta.url));
      let at = -1;
      const give = () => {
        at = next++;
        const task = tasks[at];
        if (task === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage({ task, lines });
      };
      worker.on("message", (answer: Done) => {
        done.set(at, answer);
        tell();
        give();
      });
      worker.on("error", reject);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, thread));
}
