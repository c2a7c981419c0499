import { epochMs } from "../../domain/time.ts";
import { systemClock } from "./clock.ts";
import type { Log } from "./ports.ts";

/** Names whose values never reach a log, however they came there. */
const SECRET = /secret|token|password|authorization|sign$|phone|address|receiver|buyer|sealed|cipher/i;

/** Structured lines on standard output; figures as CloudWatch embedded metrics. */
export function jsonLog(
  service: string,
  level: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Log {
  const line = (severity: string, message: string, fields: Record<string, unknown> = {}) =>
    level(JSON.stringify({ level: severity, service, message, ...redacted(fields) }));
  return {
    info: (message, fields) => line("INFO", message, fields),
    warn: (message, fields) => line("WARN", message, fields),
    error: (message, fields) => line("ERROR", message, fields),
    metric: (name, value, fields = {}) =>
      line("INFO", "metric", { ...emf(name, fields, epochMs(systemClock.now())), ...fields, [name]: value }),
  };
}

function redacted(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, SECRET.test(name) ? "…" : value]));
}

function emf(name: string, fields: Record<string, string>, at: number): Record<string, unknown> {
  const metrics = [{ Namespace: "Shanhuo", Dimensions: [Object.keys(fields)], Metrics: [{ Name: name }] }];
  return { _aws: { Timestamp: at, CloudWatchMetrics: metrics } };
}
