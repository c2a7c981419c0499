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
interface Open {
  id: number;
  done(value: unknown): void;
  failed(error: Error): void;
}

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
  let open: Open | null = null;
  let last = 0;
  const close = (): Open | null => {
    const closed = open;
    open = null;
    return closed;
  };
  child.on("message", (message: unknown) => settle(Answer.parse(message), close));
  const gone = ended(child)
    .catch((error: unknown) => String(error))
    .then((how) => {
      close()?.failed(new Error(`${command.name} (process ${child.pid}) ended: ${how}; see ${command.log}`));
    });
  const send = (message: object): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    process: { kind: command.name, pid: child.pid ?? 0, kill: () => void child.kill("SIGKILL") },
    invoke: (event, timeoutMs) => {
      const id = ++last;
      // As in the cloud: whoever runs out of time is ended, whatever it was doing.
      const limit = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
      return new Promise((done, failed) => {
        open = { id, done, failed };
        send({ kind: "invoke", id, event, timeoutMs });
      }).finally(() => clearTimeout(limit));
    },
    move: (offsetMs) => send({ kind: "clock", offsetMs }),
    gone,
    stop: () => endChild(child),
  };
}

function settle(answer: Answer, close: () => Open | null): void {
  const open = close();
  if (answer.ok) open?.done(answer.value);
  else open?.failed(new Error(answer.why));
}
