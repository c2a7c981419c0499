/** The process that plays SQS and S3. Its time moves with the stack's, so that delays and invisibility end when they should. */
import { Server } from "node:net";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { installMovableDate, moveDate } from "./movable-date.ts";

const Settings = z.object({
  QUEUE_PORT: z.coerce.number(),
  QUEUE_DATA: z.string(),
  CLOCK_OFFSET_MS: z.coerce.number(),
  BUCKETS: z.string(),
});
const Ask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("clock"), offsetMs: z.number() }),
  z.object({ kind: z.literal("count"), id: z.number(), queues: z.array(z.string()) }),
]);

const settings = Settings.parse(process.env);
installMovableDate(settings.CLOCK_OFFSET_MS);
listenOnLoopbackOnly();
syncLess();
const { startFauxqs } = await import("fauxqs");
const server = await startFauxqs({
  port: settings.QUEUE_PORT,
  host: "127.0.0.1",
  logger: false,
  dataDir: settings.QUEUE_DATA,
});
for (const bucket of settings.BUCKETS.split(",").filter((name) => name !== "")) server.createBucket(bucket);

process.on("message", (message) => {
  const ask = Ask.parse(message);
  if (ask.kind === "clock") moveDate(ask.offsetMs);
  else process.send?.({ id: ask.id, counts: ask.queues.map(count) });
});
process.on("disconnect", () => process.exit(0));
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)));

/** Of one queue: what a receiver could get by now, what somebody holds, and what is not due yet. */
function count(queue: string): { visible: number; held: number; later: number } {
  const messages = server.inspectQueue(queue)?.messages ?? { ready: [], delayed: [], inflight: [] };
  const now = Date.now();
  const later = messages.delayed.filter((message) => (message.delayUntil ?? 0) > now).length;
  const ended = messages.inflight.filter((entry) => entry.visibilityDeadline <= now).length;
  return {
    visible: messages.ready.length + messages.delayed.length - later + ended,
    held: messages.inflight.length - ended,
    later,
  };
}

/** The emulator listens on every interface, whatever host it is given. It holds orders: nobody outside may reach it. Can go when it heeds its host. */
function listenOnLoopbackOnly(): void {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, ...given: unknown[]) {
    const [first, ...rest] = given;
    const onLoopback = typeof first === "object" && first !== null ? { ...first, host: "127.0.0.1" } : first;
    return Reflect.apply(listen, this, [onLoopback, ...rest]);
  };
}

/** Data must survive the end of the process, not of the machine; waiting for the disk costs a third of the rate. */
function syncLess(): void {
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    Reflect.apply(exec, this, [sql]);
    if (sql.includes("journal_mode")) Reflect.apply(exec, this, ["PRAGMA synchronous = OFF"]);
  };
}
