import { expect, it } from "vitest";
import * as z from "zod";
import { rowAfter, rowOf } from "./rows.ts";

const Wire = z.object({ no: z.string() });

it("keeps a row that cannot be read, or not be mapped, with its text and why", () => {
  const map = ({ no }: z.infer<typeof Wire>) => {
    if (no === "?") throw new RangeError("no number");
    return no;
  };

  expect(rowOf(Wire, map, { no: "9" })).toEqual({ ok: true, value: "9" });
  expect(rowOf(Wire, map, { no: 9 })).toMatchObject({ ok: false, raw: '{"no":9}' });
  expect(rowOf(Wire, map, { no: "?" })).toEqual({ ok: false, raw: '{"no":"?"}', why: "no number" });
});

it("asks more only of rows that can be read, and lets what fails there through", async () => {
  const asked: string[] = [];
  const ask = ({ no }: z.infer<typeof Wire>) => {
    asked.push(no);
    return no === "lost" ? Promise.reject(new Error("no answer")) : Promise.resolve(no.length);
  };

  expect(await rowAfter(Wire, ask, { no: "four" })).toEqual({ ok: true, value: 4 });
  expect(await rowAfter(Wire, ask, {})).toMatchObject({ ok: false });
  await expect(rowAfter(Wire, ask, { no: "lost" })).rejects.toThrow("no answer");
  expect(asked).toEqual(["four", "lost"]);
});
