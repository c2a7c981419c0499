import { randomBytes } from "node:crypto";
import { instantFrom, plus } from "../../domain/time.ts";
import type { Keyring, Message, Ports, QueueName } from "../../functions/shared/ports.ts";
import { memoryTable } from "./memory-table.ts";

const LONGEST_TURN_MS = 25_000;

/** All ports in memory on an owned clock: `pass` moves it, `sent` holds what was queued, `lines` what was logged. */
export function memoryPorts(start = "2026-11-25T02:00:00.000Z") {
  const sent: { queue: QueueName; message: Message }[] = [];
  const lines: string[] = [];
  const blobs = new Map<string, Uint8Array>();
  let now = instantFrom(start);
  let ids = 0;
  const log = (message: string, fields?: object) => void lines.push(JSON.stringify({ message, ...fields }));
  const table = memoryTable();
  const ports: Ports = {
    clock: { now: () => now, wait: async () => undefined },
    random: { next: () => 0.5 },
    ids: { id: () => `id${String(++ids).padStart(10, "0")}` },
    table,
    receivers: memoryTable(),
    queues: { send: async (queue, all) => void sent.push(...all.map((message) => ({ queue, message }))) },
    blob: { put: async (name, bytes) => void blobs.set(name, bytes), get: async (name) => blobs.get(name) ?? null },
    keyring: UNWRAPPED,
    transport: { send: async () => ({ kind: "not_sent", why: "nobody is called here" }) },
    log: { info: log, warn: log, error: log, metric: () => undefined },
    baseUrls: {},
    profile: "real",
    egress: "any",
    deadline: () => plus(now, LONGEST_TURN_MS),
  };
  return { ports, table, sent, lines, blobs, pass: (ms: number) => void (now = plus(now, ms)) };
}

/** Keys wrapped by nothing. */
const UNWRAPPED: Keyring = {
  newKey: async () => {
    const plain = randomBytes(32);
    return { plain, wrapped: plain.toString("base64") };
  },
  unwrap: async (wrapped) => Buffer.from(wrapped, "base64"),
};
