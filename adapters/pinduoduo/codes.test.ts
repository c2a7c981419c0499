import { expect, it } from "vitest";
import { verdictOf } from "../runtime/classify.ts";
import { failures } from "./codes.ts";
import { replyOf } from "./fixtures/replies.ts";

it.each([
  ["order-absent", "50001:no-order", "empty"],
  ["goods-refused-field", "50001:isv.invalid-parameter:spec_name-is-too-long", "needs_merchant"],
  ["goods-quota", "50001:isv.invalid-permission:today-add-goods-num-is-over-range", "retryable"],
  ["too-fast", "70031", "throttled"],
  ["token-over", "10019", "auth"],
  ["not-done", "is_success:false", "needs_merchant"],
])("%s is %s: %s", (fixture, code, verdict) => {
  expect(failures.read(replyOf(fixture), 200)?.code).toBe(code);
  expect(verdictOf(failures, code)).toBe(verdict);
});

it.each(["done", "order-waiting", "goods-live", "properties"])("%s is no refusal", (fixture) => {
  expect(failures.read(replyOf(fixture), 200)).toBeNull();
});

it("has a sentence wherever a person must act", () => {
  const acted = Object.entries(failures.codes).filter(([, kind]) =>
    ["auth", "needs_merchant", "needs_operator"].includes(kind),
  );

  expect(acted.map(([code]) => code).filter((code) => failures.say[code] === undefined)).toEqual([]);
});
