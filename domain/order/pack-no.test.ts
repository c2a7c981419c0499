import fc from "fast-check";
import { expect, test } from "vitest";
import { packNoFrom, packNoOf } from "./pack-no.ts";

const aNumber = fc.tuple(fc.string(), fc.string(), fc.string()).map((parts) => packNoOf(...parts));
const swapped = (text: string, at: number) => `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;

test("a pack number is nine digits, survives blanks and dashes, and is the same each time", () => {
  fc.assert(
    fc.property(aNumber, (packNo) => {
      expect(packNo).toMatch(/^\d{9}$/);
      expect(packNoFrom(` ${packNo.slice(0, 4)}-${packNo.slice(4)} `)).toBe(packNo);
    }),
  );
  expect(packNoOf("s", "9001", "self-loc")).toBe(packNoOf("s", "9001", "self-loc"));
});

test("one wrong digit or two swapped neighbours are found, always", () => {
  fc.assert(
    fc.property(aNumber, fc.nat(8), fc.integer({ min: 1, max: 9 }), (packNo, at, by) => {
      const digit = (Number(packNo[at]) + by) % 10;
      expect(packNoFrom(`${packNo.slice(0, at)}${digit}${packNo.slice(at + 1)}`)).toBeNull();
      if (at < 8 && packNo[at] !== packNo[at + 1]) expect(packNoFrom(swapped(packNo, at))).toBeNull();
    }),
  );
});
