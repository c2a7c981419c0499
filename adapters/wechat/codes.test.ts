import { describe, expect, it } from "vitest";
import { verdictOf, waitOf } from "../runtime/classify.ts";
import { carrierOf, CARRIERS, deliveryIdOf, failures } from "./codes/index.ts";
import { fixture } from "./fixtures.ts";

describe("refusals", () => {
  it("are read from the body of a 200, the request's number taken off the message", () => {
    expect(failures.read(fixture("egress-refused").reply, 200)).toEqual({
      code: "40164",
      message: "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist",
      requestId: "6a15b2c3-1f2e3d4c-5b6a7980",
    });
  });

  it.each(["done", "token", "redeemed"])("are not seen in %s", (name) => {
    expect(failures.read(fixture(name).reply, 200)).toBeNull();
  });

  it.each([
    ["1002002", "throttled"],
    ["10020020", "needs_merchant"],
    ["10020027", "needs_merchant"],
    ["10020028", "needs_merchant"],
    ["10020029", "needs_merchant"],
    ["10020049", "retryable"],
    ["10020052", "empty"],
    ["10020112", "retryable"],
    ["10020311", "permanent"],
    ["40001", "auth"],
    ["45011", "throttled"],
    ["40164", "needs_operator"],
    ["109001", "already_done"],
    ["100002", "empty"],
    ["99999999", "permanent"],
  ])("%s means %s", (code, verdict) => {
    expect(verdictOf(failures, code)).toBe(verdict);
  });

  it("say what to do wherever a person must act on the content or the shop", () => {
    const silent = Object.entries(failures.codes).filter(
      ([code, is]) => is === "needs_merchant" && failures.say[code] === undefined,
    );
    expect(silent).toEqual([]);
  });

  it("about too many calls leave a minute of quiet, and those about a day's number an hour", () => {
    expect(waitOf(failures, "45011")).toBe(60_000);
    expect(["45009", "10020111", "1002002", "10020123"].map((code) => waitOf(failures, code))).toEqual(
      Array.from({ length: 4 }, () => 3_600_000),
    );
  });

  it("of the quota of submissions cover no other code by their prefix", () => {
    const covered = Array.from({ length: 10 }, (_, n) => `1002002${n}`).filter(
      (code) => failures.codes[code] === undefined,
    );
    expect(covered).toEqual([]);
  });
});

describe("carriers", () => {
  it("are sent by the first code and understood by all", () => {
    for (const [ours, theirs] of Object.entries(CARRIERS)) {
      expect(deliveryIdOf(ours)).toBe(theirs[0]);
      for (const code of theirs.filter((each) => each !== "OTHER")) expect(carrierOf(code)).toBe(ours);
    }
  });

  it("off their list go out as OTHER and come back as they are", () => {
    expect(deliveryIdOf("huitongkuaidi")).toBe("OTHER");
    expect(carrierOf("OTHER")).toBe("OTHER");
  });
});
