import type { LocalProcess } from "./child.ts";
import { type Copy, type CopyCommand, startCopy } from "./copy.ts";

export interface PoolOptions extends CopyCommand {
  /** How many copies may run at once. */
  most: number;
  timeoutMs: number;
}
/** All copies of one function. They start when there is something to do, and again after they died. */
export interface Pool {
  name: string;
  /** One invocation, when a copy is free. Rejects when the handler threw, its process died, or its time was over. */
  invoke(event: unknown): Promise<unknown>;
  /** Invocations that run or wait for a copy. */
  busy(): number;
  /** Invocations so far. */
  begun(): number;
  processes(): readonly LocalProcess[];
  move(offsetMs: number): void;
  stop(): Promise<void>;
}

/** Makes the pool; no process yet. */
export function makePool(options: PoolOptions): Pool {
  const copies = lend(options.most, () => startCopy(options));
  let busy = 0;
  let begun = 0;
  return {
    name: options.name,
    invoke: async (event) => {
      busy++;
      begun++;
      try {
        const copy = await copies.take();
        return await copy.invoke(event, options.timeoutMs).finally(() => copies.giveBack(copy));
      } finally {
        busy--;
      }
    },
    busy: () => busy,
    begun: () => begun,
    processes: () => copies.all().map((copy) => copy.process),
    move: (offsetMs) => copies.all().forEach((copy) => copy.move(offsetMs)),
    stop: async () => {
      copies.close();
      await Promise.all(copies.all().map((copy) => copy.stop()));
    },
  };
}

interface Lender {
  take(): Promise<Copy>;
  giveBack(copy: Copy): void;
  all(): readonly Copy[];
  close(): void;
}

/** Lends each copy to one borrower at a time. A copy that died is replaced when somebody waits. */
function lend(most: number, start: () => Copy): Lender {
  const alive = new Set<Copy>();
  let idle: Copy[] = [];
  const waiting: ((copy: Copy) => void)[] = [];
  let closed = false;
  const add = (): Copy => {
    const copy = start();
    alive.add(copy);
    void copy.gone.then(() => {
      alive.delete(copy);
      idle = idle.filter((other) => other !== copy);
      if (!closed && waiting.length > 0 && alive.size < most) waiting.shift()?.(add());
    });
    return copy;
  };
  return {
    take: async () => {
      if (closed) throw new Error("the stack is being stopped");
      return idle.shift() ?? (alive.size < most ? add() : new Promise<Copy>((done) => waiting.push(done)));
    },
    giveBack: (copy) => {
      if (!alive.has(copy)) return;
      const next = waiting.shift();
      if (next === undefined) idle.push(copy);
      else next(copy);
    },
    all: () => [...alive],
    close: () => (closed = true),
  };
}
