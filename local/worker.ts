/** The process of one copy of a function: one invocation at a time, as Lambda does it. `kill -9` of it is a real crash. */
import { performance } from "node:perf_hooks";
import * as z from "zod";
import { installMovableDate, moveDate } from "./movable-date.ts";

const Ask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("clock"), offsetMs: z.number() }),
  z.object({ kind: z.literal("invoke"), id: z.number(), event: z.unknown(), timeoutMs: z.number() }),
]);
type Invoke = Extract<z.infer<typeof Ask>, { kind: "invoke" }>;
type Handler = (event: unknown, context: object) => unknown;

const [, , modulePath = "", name = "", offset = "0"] = process.argv;
// Before the handler is imported: libraries keep `Date.now`.
installMovableDate(Number(offset));
process.on("disconnect", () => process.exit(0));
// The terminal's Ctrl-C reaches us too; the stack ends us when it is ready.
process.on("SIGINT", () => undefined);
const loading = load();

process.on("message", (message) => {
  const ask = Ask.parse(message);
  if (ask.kind === "clock") moveDate(ask.offsetMs);
  else void answer(ask);
});

async function load(): Promise<Handler> {
  const module: unknown = await import(modulePath);
  if (typeof module !== "object" || module === null || !("handler" in module)) throw noHandler();
  const { handler } = module;
  if (typeof handler !== "function") throw noHandler();
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

function noHandler(): Error {
  return new Error(`${modulePath} exports no function named "handler"`);
}

async function answer(ask: Invoke): Promise<void> {
  try {
    const handler = await loading;
    const value: unknown = await handler(ask.event, contextOf(ask));
    process.send?.({ id: ask.id, ok: true, value: value ?? null });
  } catch (error) {
    console.error(error);
    process.send?.({ id: ask.id, ok: false, why: error instanceof Error ? error.message : String(error) });
  }
}

/** What a handler may ask of Lambda. Remaining time is real time: it ends when this process is ended. */
function contextOf({ id, timeoutMs }: Invoke): object {
  const until = performance.now() + timeoutMs;
  return {
    awsRequestId: `local-${process.pid}-${id}`,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${process.env["AWS_REGION"] ?? ""}:000000000000:function:${name}`,
    memoryLimitInMB: process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] ?? "512",
    logGroupName: name,
    logStreamName: String(process.pid),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(until - performance.now())),
  };
}
