import { describe, expect, it } from "vitest";
import { failedIds } from "./records.ts";

const batch = [{ MessageId: "a" }, { MessageId: "b" }];

describe("the answer to a batch", () => {
  it.each([null, undefined, {}, { batchItemFailures: [] }, { batchItemFailures: null }])(
    "%j means that all is done",
    (answer) => {
      expect(failedIds(answer, batch).size).toBe(0);
    },
  );

  it("names what failed", () => {
    expect([...failedIds({ batchItemFailures: [{ itemIdentifier: "b" }] }, batch)]).toEqual(["b"]);
  });

  it.each([{ batchItemFailures: [{ itemIdentifier: "c" }] }, { batchItemFailures: [{ itemIdentifier: "" }] }, "done"])(
    "%j fails the whole batch",
    (answer) => {
      expect(() => failedIds(answer, batch)).toThrow();
    },
  );
});
