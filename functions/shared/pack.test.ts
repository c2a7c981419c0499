import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { pack, unpack } from "./pack.ts";
import { WORDS } from "./pack-words.ts";

test("what is packed comes back", () => {
  for (const value of [null, 7, "核桃🌰", { a: [1, { b: true }] }]) expect(unpack(pack(value))).toEqual(value);
});

test("the words stay as they are: rows in tables were packed with them", () => {
  expect(createHash("sha256").update(WORDS).digest("hex").slice(0, 16)).toBe("0030dce15578e5b2");
});

test("what was not packed by us is a defect", () => {
  expect(() => unpack("text")).toThrow(TypeError);
  expect(() => unpack(Buffer.of(9, 3, 0))).toThrow(TypeError);
});
