import { expect, test } from "vitest";
import type { Failure, Outcome, Settle } from "../../adapters/contract.ts";
import { instantFrom, plus } from "../../domain/time.ts";
import { backoffMs, endingOf } from "./endings.ts";

const NOW = instantFrom("2026-11-25T02:00:00.000Z");
const say = { zh: "不行", en: "no" };
const failure = (kind: Failure["kind"], more: Partial<Failure> = {}): Failure => ({
  kind,
  code: "E1",
  message: "",
  say,
  requestId: "r",
  ...more,
});
const failed = (kind: Failure["kind"], more: Partial<Failure> = {}): Outcome<null> => ({
  kind: "failed",
  failure: failure(kind, more),
});
const partly = (...kinds: Failure["kind"][]): Outcome<null> => ({
  kind: "partly",
  value: null,
  failed: kinds.map((kind) => ({ merchantKey: kind, failure: failure(kind) })),
});
const unknown: Outcome<null> = { kind: "unknown", why: "no_answer", requestId: "r" };

type Row = readonly [name: string, outcome: Outcome<null>, settle: Settle, tries: number, ending: object | null];
const waiting = (waitFor: string, ms: number) => ({ state: "waiting", waitFor, next: plus(NOW, ms) });
const blocked = (who: string) => ({ state: "blocked", who });

const TABLE: readonly Row[] = [
  ["done", { kind: "done", value: null }, "lookup", 0, null],
  ["done before", { kind: "done", value: null, already: true }, "lookup", 0, null],
  ["accepted", { kind: "accepted", value: null, readAfterMs: 9_000 }, "lookup", 0, waiting("audit", 9_000)],
  ["throttled", failed("throttled", { retryAfterMs: 7_000 }), "lookup", 0, waiting("limit", 7_000)],
  ["throttled without a time", failed("throttled"), "lookup", 40, waiting("limit", 1_000)],
  ["retryable", failed("retryable"), "lookup", 0, waiting("retry", 2_000)],
  ["retryable again", failed("retryable"), "lookup", 3, waiting("retry", 16_000)],
  ["retryable too often", failed("retryable"), "lookup", 12, blocked("operator")],
  ["auth", failed("auth"), "lookup", 0, blocked("merchant")],
  ["needs merchant", failed("needs_merchant"), "lookup", 0, blocked("merchant")],
  ["needs operator", failed("needs_operator"), "lookup", 0, blocked("operator")],
  ["permanent", failed("permanent"), "lookup", 0, blocked("operator")],
  ["partly: the gravest counts", partly("throttled", "needs_merchant", "retryable"), "lookup", 0, blocked("merchant")],
  ["partly: all harmless", partly("throttled", "retryable"), "lookup", 0, waiting("retry", 2_000)],
  ["unknown, idempotent", unknown, "idempotent", 1, waiting("retry", 4_000)],
  ["unknown, lookup", unknown, "lookup", 0, { state: "unknown", next: plus(NOW, 5_000) }],
  ["unknown, blind", unknown, "blind", 0, blocked("operator")],
];

test.each(TABLE)("%s", (_name, outcome, settle, tries, ending) => {
  const found = endingOf(outcome, { now: NOW, tries, settle, readLagMs: 5_000, effect: "ship" });
  if (ending === null) expect(found).toBeNull();
  else expect(found).toMatchObject(ending);
});

test("a blocked ending carries the platform's code and our sentence", () => {
  const found = endingOf(failed("permanent"), { now: NOW, tries: 0, settle: "lookup", readLagMs: 0 });
  expect(found).toMatchObject({ findings: [{ severity: "block", platformCode: "E1", say: { zh: "不行" } }] });
});

test("waiting grows to half an hour", () => {
  expect([0, 1, 9, 10, 99].map(backoffMs)).toEqual([2_000, 4_000, 1_024_000, 1_800_000, 1_800_000]);
});
