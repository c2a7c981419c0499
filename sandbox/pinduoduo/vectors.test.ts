import { expect, it } from "vitest";

/** A request as a public client of theirs sends it, byte by byte, with its signature: question 1. */
const CAPTURED: readonly { secret: string; request: string; signature: string }[] = [];

it("takes a request that a public client has signed", () => {
  const why =
    "sandbox/pinduoduo/vectors.test.ts: put a captured request into CAPTURED and hold handle.ts to it (question 1)";

  expect(CAPTURED.length, why).toBeGreaterThan(0);
});
