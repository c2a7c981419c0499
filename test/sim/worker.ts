/** A thread of the crew: makes a stage of its own, then plays what it is given. */
import { parentPort } from "node:worker_threads";
import { prepare } from "./prepare.ts";
import { perform, type Task } from "./task.ts";

const prepared = prepare();
parentPort?.on("message", ({ task, lines }: { task: Task; lines: boolean }) => {
  void prepared.then(async (stage) => parentPort?.postMessage(await perform(stage, task, lines)));
});
