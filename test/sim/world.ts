/** The whole county in one process: our code behind its ports, platforms, queues, a table, time. */
import * as z from "zod";
import { facts } from "../../adapters/facts.ts";
import { adapters } from "../../adapters/registry.ts";
import { instant } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { dispatch, type Response } from "../../functions/api/dispatch.ts";
import { PATHS } from "../../functions/api/paths.ts";
import { receive, type Asked } from "../../functions/callbacks/callbacks.ts";
import type { Blob, Item, Key, Keyring, Log, Ports, QueueName, Table } from "../../functions/shared/ports.ts";
import { sealer } from "../../functions/shared/seal.ts";
import { shopsOf } from "../../functions/shared/shops.ts";
import type { Role } from "../../functions/shared/tenant.ts";
import { tick } from "../../functions/tick/tick.ts";
import { seededRandom } from "../../sandbox/kit/random.ts";
import type { SandboxRandom } from "../../sandbox/kit/types.ts";
import { keyOf, tableCore, type TableCore } from "../factories/table-core.ts";
import type { Nemesis, PortCall } from "./faults.ts";
import { history, type History } from "./history.ts";
import { laneOf } from "./lanes.ts";
import { gate, type Effect, type Life, type LifeTools } from "./life.ts";
import { baseUrlOf, simTransport, type Exchanged, type Platform } from "./platforms.ts";
import { queueService, simQueues, type QueueService, type Received } from "./queues.ts";
import { recentChanges, simTable } from "./table.ts";
import { timeline, type Timeline } from "./timeline.ts";
import { warmProcesses } from "./warm.ts";

/** What a run starts from. */
export interface Start {
  seed: number;
  nowMs: number;
  platforms(now: () => number): ReadonlyMap<string, Platform>;
  rows: readonly Item[];
  receivers: readonly Item[];
  blobs: ReadonlyMap<string, Uint8Array>;
  nemesis(random: SandboxRandom): Nemesis;
}
export interface LogLine {
  level: "info" | "warn" | "error" | "metric";
  message: string;
  fields: Record<string, unknown>;
}
/** In whose name somebody calls our API. */
export interface Who {
  roles: readonly Role[];
  supplier: string | null;
}
export interface Answered {
  m: string;
  who: Who;
  line: string;
  answer: Response;
}
export interface Touched {
  life: string;
  /** Merchants whose work it is; null: a machine's of all. */
  merchants: readonly string[] | null;
  pk: string;
}
export interface World {
  time: Timeline;
  history: History;
  table: TableCore;
  receivers: TableCore;
  queues: QueueService;
  platforms: ReadonlyMap<string, Platform>;
  nemesis: Nemesis;
  blobs: Map<string, Uint8Array>;
  logs: LogLine[];
  counted: { calls: number };
  /** Chance of a purpose of its own, so that leaving one out changes no other. */
  chance(purpose: string): SandboxRandom;
  /** A request to our API by somebody of a merchant, his owner where nothing else is said; null: it died on the way. */
  api(m: string, line: string, body?: unknown, who?: Who): Promise<Response | null>;
  /** A push of a platform to our address; null: it died on the way. */
  callback(asked: Asked): Promise<{ status: number } | null>;
  /** Every invocation dies, as when the functions are given another table. */
  endAll(): void;
  onAnswer(told: (answered: Answered) => void): void;
  /** Told of each key that a life names to the table, and whose work the life does. */
  onTouch(told: (touched: Touched) => void): void;
  /** Told of all that is sent. */
  onSend(told: (text: string) => void): void;
  /** One run of the schedule. */
  tick(): void;
  onExchange(told: (exchanged: Exchanged & { life: string }) => void): void;
  /** Told right before a platform is called, when everything that was due there has happened. */
  beforeExchange(told: (platform: string) => void): void;
  /** Told after each thing that happened. */
  onStep(told: () => void): void;
  /** Code that went on without a port, or stands still without one. */
  escaped: string[];
  /** Invocations get this part of their time. */
  hurry: number;
  /** Machines' clocks are wrong by at most this. */
  skewMs: number;
  lives(): number;
  /** When an invocation began. */
  bornAt(life: string): number;
}

const API_MS = 25_000;
const TICK_MS = 50_000;
const VISIBILITY_FACTOR = 6;
const TAKES: Record<PortCall["port"], readonly [number, number]> = {
  table: [2, 12],
  receivers: [2, 12],
  queue: [3, 15],
  transport: [30, 250],
  blob: [5, 30],
  keyring: [3, 12],
  clock: [1, 1],
};

/** Makes the world; nothing has happened in it yet. */
export function worldOf(start: Start): World {
  const chance = (purpose: string) => seededRandom(hashOfText(`${start.seed} ${purpose}`));
  const living = new Set<Life>();
  const born = new Map<string, number>();
  const escaped: string[] = [];
  const steps: (() => void)[] = [];
  const time = timeline(start.nowMs, () => {
    for (const life of living) {
      if (life.alive && !life.ended && life.waiting === 0) {
        escaped.push(life.id);
        life.alive = false;
      }
      if (!life.alive || life.ended) living.delete(life);
    }
    for (const listener of steps) listener();
  });
  const answers: ((answered: Answered) => void)[] = [];
  const touches: ((touched: Touched) => void)[] = [];
  const sends: ((text: string) => void)[] = [];
  const before: ((platform: string) => void)[] = [];
  const told: ((exchanged: Exchanged & { life: string }) => void)[] = [];
  const table = tableCore(start.rows);
  const receivers = tableCore(start.receivers);
  const recent = recentChanges(table, time.now);
  const platforms = start.platforms(time.now);
  const nemesis = start.nemesis(chance("faults"));
  const latency = chance("latency");
  const ids = chance("ids");
  const jitter = chance("jitter");
  const skews = chance("skew");
  const counted = { calls: 0 };
  const blobs = new Map(start.blobs);
  const logs: LogLine[] = [];
  const record = history();
  const tools: LifeTools = {
    time,
    history: record,
    counted,
    befalls: (call) => nemesis.befalls(call),
    takesMs: (port) => TAKES[port][0] + latency.int(TAKES[port][1] - TAKES[port][0] + 1),
  };
  /** The platforms that this deployment sells on. */
  const deployed = Object.fromEntries(Object.entries(facts).filter(([id]) => platforms.has(id)));
  let lives = 0;

  function portsOf(life: Life): Ports {
    const pass = <T>(effect: Effect<T>) => gate(life, effect, tools);
    return {
      clock: {
        now: clockOf(life, time),
        wait: (ms) => pass({ port: "clock", op: "wait", ms: Math.max(1, Math.ceil(ms)), act: () => undefined }),
      },
      random: { next: () => jitter.next() },
      ids: { id: () => newId(ids) },
      table: watched(simTable({ core: table, recent, port: "table" }, pass), (pk) => {
        for (const listener of touches) listener({ life: life.id, merchants: life.merchants, pk });
      }),
      receivers: simTable({ core: receivers, recent: { before: () => new Map() }, port: "receivers" }, pass),
      queues: simQueues(queues, pass, (text) => {
        for (const listener of sends) listener(text);
      }),
      blob: simBlob(blobs, pass),
      keyring: simKeyring(ids, pass),
      transport: simTransport(platforms, pass, {
        before: (platform) => {
          for (const listener of before) listener(platform);
        },
        after: (exchanged) => {
          record.note(time.now(), life.id, "reply", replyText(exchanged));
          for (const listener of told) listener({ ...exchanged, life: life.id });
        },
      }),
      log: simLog((line) => {
        logs.push(line);
        if (line.level === "error" || line.level === "warn")
          record.note(time.now(), life.id, line.message, whyOf(line));
      }),
      baseUrls: Object.fromEntries([...platforms.keys()].map((id) => [id, baseUrlOf(id)])),
      profile: "real",
      egress: "any",
      deadline: () => instant(life.until + life.skewMs),
    };
  }
  /** Gives a life its time; null: it died or was ended. */
  async function live<T>(
    { name, timeoutMs, merchants }: Invocation,
    work: (ports: Ports) => Promise<T>,
  ): Promise<T | null> {
    const skewMs = world.skewMs === 0 ? 0 : skews.int(2 * world.skewMs + 1) - world.skewMs;
    const id = `${name}.${++lives}`;
    const until = time.now() + Math.ceil(timeoutMs * world.hurry);
    return new Promise((resolve) => {
      const over = (value: T | null) => {
        life.ended = true;
        resolve(value);
      };
      const facts = { id, bornAt: time.now(), until, skewMs, merchants };
      const life: Life = { ...facts, alive: true, waiting: 0, ended: false, died: () => over(null) };
      living.add(life);
      born.set(id, time.now());
      time.at(until, () => {
        if (life.ended) return;
        life.alive = false;
        record.note(time.now(), id, "ended by time");
        over(null);
      });
      work(portsOf(life)).then(over, (error: unknown) => {
        record.note(time.now(), id, "threw", error instanceof Error ? error.message : String(error));
        logs.push({ level: "error", message: "threw", fields: { why: error instanceof Error ? error.stack : "" } });
        over(null);
      });
    });
  }

  const queues = queueService({
    time,
    history: record,
    random: chance("queues"),
    lane: (name: QueueName) => {
      const { timeoutMs, work, ...facts } = laneOf(name);
      const warm = warmProcesses();
      const run = async (batch: readonly Received[]) => {
        const process = warm.take();
        const invocation = { name, timeoutMs, merchants: batch.map(merchantOf) };
        const failed = await live(invocation, (ports) => work(batch, { ports, seal: process.sealerFor(ports) }));
        if (failed !== null) warm.giveBack(process);
        return failed;
      };
      return { ...facts, name, visibilityMs: VISIBILITY_FACTOR * timeoutMs, work: run };
    },
  });

  const world: World = {
    time,
    history: record,
    table,
    receivers,
    queues,
    platforms,
    nemesis,
    blobs,
    logs,
    counted,
    chance,
    escaped,
    hurry: 1,
    skewMs: 0,
    lives: () => living.size,
    bornAt: (id) => born.get(id) ?? time.now(),
    onExchange: (listener) => void told.push(listener),
    beforeExchange: (listener) => void before.push(listener),
    onStep: (listener) => void steps.push(listener),
    onAnswer: (listener) => void answers.push(listener),
    onTouch: (listener) => void touches.push(listener),
    onSend: (listener) => void sends.push(listener),
    async api(m, line, body, who = OWNER) {
      const asked = { m, line, body, who };
      const answer = await live({ name: "api", timeoutMs: API_MS, merchants: [m] }, (ports) => ask(ports, asked));
      if (answer !== null) for (const listener of answers) listener({ m, who, line, answer });
      return answer;
    },
    callback: (asked) => {
      const [, , , m = ""] = asked.path.split("/");
      const invocation = { name: "callback", timeoutMs: API_MS, merchants: [m] };
      return live(invocation, (ports) => receive(asked, { ports, shops: shopsOf(ports, adapters) }));
    },
    endAll() {
      for (const life of living) {
        if (life.ended) continue;
        life.alive = false;
        life.died();
      }
    },
    tick: () => void live({ name: "tick", timeoutMs: TICK_MS, merchants: null }, (ports) => tick(deployed, ports)),
  };
  return world;
}

/** A machine's clock; text is made once for each moment. */
function clockOf({ skewMs }: Life, { now }: Timeline): () => Instant {
  let [at, text] = [now(), instant(now() + skewMs)];
  return () => {
    if (now() !== at) [at, text] = [now(), instant(now() + skewMs)];
    return text;
  };
}

const OWNER: Who = { roles: ["owner", "operator"], supplier: null };

function ask(
  ports: Ports,
  { m, line, body, who }: { m: string; line: string; body: unknown; who: Who },
): Promise<Response> {
  const [method = "", url = ""] = line.split(" ");
  const [path = "", query = ""] = url.split("?");
  const services = { ports, sealer: sealer(ports.keyring, ports.table), adapters, readFile: null };
  const text = body === undefined ? null : JSON.stringify(body);
  const request = { method, path, query: Object.fromEntries(new URLSearchParams(query)), headers: {}, body: text };
  const caller = { subject: "somebody", merchant: m, ...who };
  return dispatch(request, services, { ...PATHS, verify: async () => caller });
}

interface Invocation {
  name: string;
  timeoutMs: number;
  merchants: readonly string[] | null;
}

const OfMerchant = z.looseObject({ m: z.string() });

function merchantOf({ body }: Received): string {
  return OfMerchant.safeParse(JSON.parse(body)).data?.m ?? "";
}

/** The same table; `touched` is told of every partition that is named to it. */
function watched(table: Table, touched: (pk: string) => void): Table {
  const all = (keys: readonly Key[]) => keys.forEach(({ PK }) => touched(PK));
  return {
    get: (key) => (touched(key.PK), table.get(key)),
    batchGet: (keys, options) => (all(keys), table.batchGet(keys, options)),
    query: (query) => (touched(query.pk), table.query(query)),
    write: (write) => (all([keyOf(write)]), table.write(write)),
    transact: (writes) => (all(writes.map(keyOf)), table.transact(writes)),
    batchPut: (items) => (all(items), table.batchPut(items)),
  };
}

function replyText({ reply }: Exchanged): string {
  return reply.kind === "answer"
    ? `${reply.status} ${reply.body.length} ${hashOfText(Buffer.from(reply.body).toString("latin1"))}`
    : `${reply.kind} ${reply.why}`;
}

function newId(random: SandboxRandom): string {
  return Array.from({ length: 12 }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[random.int(36)]).join("");
}

/** A small number from text: FNV-1a. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}

type Pass = <T>(effect: Effect<T>) => Promise<T>;

function simBlob(blobs: Map<string, Uint8Array>, pass: Pass): Blob {
  const effect = <T>(op: string, name: string, act: () => T) =>
    pass({
      port: "blob",
      op,
      content: name,
      act: (fault) => {
        if (fault === "throttled") throw new Error("SlowDown");
        return act();
      },
    });
  return {
    put: (name, bytes) => effect("put", name, () => void blobs.set(name, bytes)),
    get: (name) => effect("get", name, () => blobs.get(name) ?? null),
  };
}

/** Data keys of seeded chance, wrapped by a key that everybody knows. */
function simKeyring(random: SandboxRandom, pass: Pass): Keyring {
  const effect = <T>(op: string, content: string, act: () => T) =>
    pass({
      port: "keyring",
      op,
      content,
      act: (fault) => {
        if (fault === "throttled") throw new Error("ThrottlingException");
        return act();
      },
    });
  return {
    newKey: (context) =>
      effect("newKey", context, () => {
        const plain = Buffer.from(random.hex(64), "hex");
        return { plain, wrapped: wrap(plain).toString("base64") };
      }),
    unwrap: (wrapped, context) => effect("unwrap", context, () => wrap(Buffer.from(wrapped, "base64"))),
  };
}

/** The master key that everybody knows: a mask is its own inverse. */
function wrap(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, n) => byte ^ (7 * n + 9)));
}

function simLog(told: (line: LogLine) => void): Log {
  const line =
    (level: LogLine["level"]) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      told({ level, message, fields });
  return {
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    metric: (name, value, fields = {}) => told({ level: "metric", message: name, fields: { ...fields, value } }),
  };
}

/** The first line of a reason: the rest names places of this machine. */
function whyOf({ fields }: LogLine): string {
  return String(fields["why"] ?? "").split("\n", 1)[0] ?? "";
}
