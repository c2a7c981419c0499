import { describe, expect, it } from "vitest";
import { lineFailure, verdictOf, waitOf } from "../runtime/classify.ts";
import { codes, say } from "./codes/table.ts";
import { failures, stockRefusal } from "./codes/index.ts";
import { replyOf } from "./fixtures/replies.ts";

const read = (name: string) => failures.read(replyOf(name), 200);

describe("refusals", () => {
  it.each([
    ["token-dead", "19", "auth"],
    ["quota-number", "2", "throttled"],
    ["sensitive", "cloud_only 2001", "needs_operator"],
    ["forbidden-word", "content 61", "needs_merchant"],
    ["flow-control", "flow_control 16", "throttled"],
    ["write-false", "refused", "needs_merchant"],
    ["order-read-failed", "999999", "unknown"],
    ["redeem-refused", "refused 1", "needs_merchant"],
    ["redeem-without-effect", "refused 1", "needs_merchant"],
    ["picture-refused", "picture 0", "needs_merchant"],
    ["sign-in-refused", "sign_in 402", "needs_merchant"],
  ])("%s is %s: %s", (name, code, verdict) => {
    expect(read(name)?.code).toBe(code);
    expect(verdictOf(failures, code)).toBe(verdict);
  });

  it.each(["order-two-lines", "shipment-done", "stock-partly", "stock-read", "order-absent", "refund"])(
    "%s is none",
    (name) => {
      expect(read(name)).toBeNull();
    },
  );

  it("lets no listed code answer for a longer one that is not listed", () => {
    const refusal = failures.read({ error_response: { code: "1001", zh_desc: "新错误", en_desc: "" } }, 200);

    expect(refusal?.code).toBe("unlisted 1001");
    expect(verdictOf(failures, "unlisted 1001")).toBe("permanent");
  });

  it("leaves JD alone for a minute when the quota is used up", () => {
    expect(waitOf(failures, "2")).toBe(60_000);
    expect(waitOf(failures, "flow_control 16")).toBeUndefined();
  });

  it("has a sentence for every code", () => {
    expect(Object.keys(codes).filter((code) => say[code] === undefined)).toEqual([]);
    for (let code = 1; code <= 27; code++) expect(codes).toHaveProperty(String(code));
  });

  it("tries a passing trouble of one sku again and shows the rest to the merchant", () => {
    expect(lineFailure(failures, stockRefusal("系统异常")).kind).toBe("retryable");
    expect(lineFailure(failures, stockRefusal("sku不存在")).kind).toBe("needs_merchant");
  });
});
