import type { Message, QueueName, Queues } from "../../functions/shared/ports.ts";
import type { SandboxRandom } from "../../sandbox/kit/types.ts";
import type { History } from "./history.ts";
import type { Effect } from "./life.ts";
import type { Timeline } from "./timeline.ts";

/** One message as a function gets it. */
export interface Received {
  id: string;
  body: string;
  receives: number;
}
/** A queue's road to its function. */
export interface Lane {
  name: string;
  concurrency: number;
  maxReceives: number;
  visibilityMs: number;
  /** Runs the function over a batch; null: it died or ran out of time. */
  work(batch: readonly Received[]): Promise<ReadonlySet<string> | null>;
}
interface Kept {
  id: string;
  body: string;
  group: string;
  visibleAt: number;
  receives: number;
}
/** How unkind the service is: chances of a second delivery, and of an acknowledgement that is lost. */
export interface QueueUnkindness {
  twice: number;
  ackLost: number;
}

export interface QueueService {
  send(queue: QueueName, messages: readonly Message[]): void;
  /** Sends what a person types: also what no function of ours would. */
  sendRaw(queue: QueueName, body: string): void;
  /** Moves everything out of the dead-letter queues, back to where it came from. Tells how many. */
  redrive(): number;
  dead(): readonly { queue: string; body: string }[];
  /** Messages that are not done with, dead ones apart. */
  open(): number;
  /** Batches that are being worked on. */
  running(): number;
  unkind: QueueUnkindness;
  /** The version that senders of another release write into their messages; null: ours. */
  version: number | null;
}

interface Tools {
  time: Timeline;
  history: History;
  random: SandboxRandom;
  lane(queue: QueueName): Lane;
}
const BATCH = 10;

/** Standard queues: at least once, in no order, invisible while worked on, dead after too many receives. */
export function queueService({ time, history, random, lane }: Tools): QueueService {
  const queues = new Map<QueueName, { lane: Lane; kept: Kept[]; dead: Kept[]; running: number; polling: boolean }>();
  let ids = 0;
  const unkind: QueueUnkindness = { twice: 0, ackLost: 0 };

  function queueOf(name: QueueName) {
    const there = queues.get(name);
    if (there !== undefined) return there;
    const made = { lane: lane(name), kept: [], dead: [], running: 0, polling: false };
    queues.set(name, made);
    return made;
  }
  function keep(name: QueueName, message: Omit<Kept, "id" | "receives">): void {
    queueOf(name).kept.push({ ...message, id: `${name}-${++ids}`, receives: 0 });
    wake(name, message.visibleAt);
  }
  function wake(name: QueueName, at: number): void {
    time.at(at + 5 + random.int(40), () => poll(name));
  }
  function poll(name: QueueName): void {
    const queue = queueOf(name);
    if (queue.running >= queue.lane.concurrency) return;
    const visible = shuffled(queue.kept.filter(({ visibleAt }) => visibleAt <= time.now()));
    const batch = visible.slice(0, BATCH).filter((message) => received(name, message));
    if (batch.length > 0) deliver(name, batch);
    if (visible.length > BATCH) wake(name, time.now());
  }
  function received(name: QueueName, message: Kept): boolean {
    const queue = queueOf(name);
    message.receives += 1;
    if (message.receives > queue.lane.maxReceives) {
      queue.kept.splice(queue.kept.indexOf(message), 1);
      queue.dead.push(message);
      history.note(time.now(), name, "dead", message.body);
      return false;
    }
    const again = random.next() < unkind.twice ? random.int(2_000) : queue.lane.visibilityMs;
    message.visibleAt = time.now() + again;
    wake(name, message.visibleAt);
    return true;
  }
  function deliver(name: QueueName, batch: readonly Kept[]): void {
    const queue = queueOf(name);
    queue.running += 1;
    const given = batch.map(({ id, body, receives }) => ({ id, body, receives }));
    void queue.lane.work(given).then((failed) => {
      queue.running -= 1;
      const kept = (id: string) => failed === null || failed.has(id) || random.next() < unkind.ackLost;
      const gone = new Set(batch.filter(({ id }) => !kept(id)));
      queue.kept = queue.kept.filter((message) => !gone.has(message));
      wake(name, time.now());
    });
  }
  function shuffled(all: Kept[]): Kept[] {
    for (let n = all.length - 1; n > 0; n--) {
      const other = random.int(n + 1);
      const [a, b] = [all[n], all[other]];
      if (a !== undefined && b !== undefined) [all[n], all[other]] = [b, a];
    }
    return all;
  }

  const service: QueueService = {
    unkind,
    version: null,
    send(name, messages) {
      for (const { body, group, delayMs = 0 } of messages) {
        const delay = Math.min(900, Math.ceil(delayMs / 1_000)) * 1_000;
        const sent = service.version === null ? body : { ...Object(body), v: service.version };
        keep(name, { body: JSON.stringify(sent), group, visibleAt: time.now() + delay });
      }
    },
    sendRaw: (name, body) => keep(name, { body, group: "hand", visibleAt: time.now() }),
    redrive() {
      let moved = 0;
      for (const [name, queue] of queues) {
        for (const { body, group } of queue.dead.splice(0)) {
          keep(name, { body, group, visibleAt: time.now() });
          moved += 1;
        }
      }
      return moved;
    },
    dead: () => [...queues].flatMap(([queue, { dead }]) => dead.map(({ body }) => ({ queue, body }))),
    open: () => [...queues.values()].reduce((sum, { kept }) => sum + kept.length, 0),
    running: () => [...queues.values()].reduce((sum, { running }) => sum + running, 0),
  };
  return service;
}

/** The `Queues` port of one life. */
export function simQueues(
  service: QueueService,
  pass: <T>(effect: Effect<T>) => Promise<T>,
  told: (text: string) => void,
): Queues {
  return {
    send: (queue, messages) =>
      pass({
        port: "queue",
        op: "send",
        content: [queue, messages],
        act: (fault) => {
          if (fault === "throttled") throw new Error(`${messages.length} messages to ${queue} were not taken`);
          const taken = fault === "partial" ? messages.slice(0, messages.length >> 1) : messages;
          service.send(queue, taken);
          told(JSON.stringify(taken));
          if (fault === "lost" || taken.length < messages.length)
            throw new Error(`messages to ${queue} were not taken`);
        },
      }),
  };
}
