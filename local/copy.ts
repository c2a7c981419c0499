import { join } from "node:path";
import * as z from "zod";
import { type LocalProcess, endChild, ended, startChild } from "./child.ts";

export interface CopyCommand {
  name: string;
  /** The module that exports the handler. */
  module: string;
  env: Readonly<Record<string, string>>;
  log: string;
  clockOffsetMs(): number;
}
/** One process of a function. */
export interface Copy {
  process: LocalProcess;
  invoke(event: unknown, timeoutMs: number): Promise<unknown>;
  move(offsetMs: number): void;
  /** Resolves when the process has ended, however. */
  gone: Promise<void>;
  stop(): Promise<void>;
}

const Answer = z.discriminatedUnion("ok", [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), why: z.string() }),
]);
type Answer = z.infer<typeof Answer>;
/** Starts a copy. It takes its first invocation at once and answers when its handler is loaded. */
export function startCopy(command: CopyCommand): Copy {
  const child = startChild({
    kind: command.name,
    file: process.execPath,
    args: [join(import.meta.dirname, "worker.ts"), command.module, command.name, String(command.clockOffsetMs())],
    env: command.env,
    log: command.log,
    talks: true,
  });
  const open = oneInvocation();
  child.on("message", (message: unknown) => open.answer(Answer.parse(message)));
  const gone = ended(child)
    .catch((error: unknown) => String(error))
    .then((how) => open.fail(`${command.name} (process ${child.pid}) ended: ${how}; see ${command.log}`));
  const send = (message: object): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    process: { kind: command.name, pid: child.pid ?? 0, kill: () => void child.kill("SIGKILL") },
    invoke: (event, timeoutMs) => {
      // As in the cloud: whoever runs out of time is ended, whatever it was doing.
      const limit = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
      return open.begin((id) => send({ kind: "invoke", id, event, timeoutMs })).finally(() => clearTimeout(limit));
    },
    move: (offsetMs) => send({ kind: "clock", offsetMs }),
    gone,
    stop: () => endChild(child),
  };
}

interface OneInvocation {
  /** Rejects at once when the process has ended. */
  begin(send: (id: number) => void): Promise<unknown>;
  answer(answer: Answer): void;
  /** No invocation will be answered any more. */
  fail(why: string): void;
}

function oneInvocation(): OneInvocation {
  let open: { id: number; done(value: unknown): void; failed(error: Error): void } | null = null;
  let over: string | null = null;
  let last = 0;
  return {
    begin: (send) =>
      new Promise((done, failed) => {
        if (over !== null) return failed(new Error(over));
        open = { id: ++last, done, failed };
        send(open.id);
      }),
    answer: (answer) => {
      if (open?.id !== answer.id) return;
      const { done, failed } = open;
      open = null;
      if (answer.ok) done(answer.value);
      else failed(new Error(answer.why));
    },
    fail: (why) => {
      over = why;
      open?.failed(new Error(why));
      open = null;
    },
  };
}
