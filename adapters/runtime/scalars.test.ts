import { expect, it } from "vitest";
import * as z from "zod";
import { id, listOf, orIssue } from "./scalars.ts";

const Row = z.object({
  no: id,
  parts: listOf(id),
  amount: z.string().transform(
    orIssue((text) => {
      if (text === "?") throw new RangeError("no amount");
      return Number(text);
    }),
  ),
});

it("reads ids of both types and lists that are not there", () => {
  expect(Row.parse({ no: 9, parts: null, amount: "1.5" })).toEqual({ no: "9", parts: [], amount: 1.5 });
  expect(Row.parse({ no: "9", parts: [1, "2"], amount: "0" })).toEqual({ no: "9", parts: ["1", "2"], amount: 0 });
});

it("makes what a conversion throws an issue at its field", () => {
  const read = Row.safeParse({ no: "9", amount: "?" });

  expect(read.error?.issues).toMatchObject([{ path: ["amount"], message: "no amount" }]);
});
