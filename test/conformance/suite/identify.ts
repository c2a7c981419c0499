import { expect } from "vitest";
import { always, type Promised } from "./check.ts";

/** The credentials lead to the shop that they are said to lead to. */
export const identify: Promised = {
  title: "identify",
  why: always,
  checks: (adapter) => [
    {
      name: "names the shop, the same every time",
      async run(bench) {
        const first = await bench.ask((x) => adapter.identify(x));
        const second = await bench.ask((x) => adapter.identify(x));

        expect(first).toMatchObject({ kind: "done", value: { name: bench.shop.name } });
        expect(second).toEqual(first);
        if (first.kind === "done") expect(first.value.platformShopId).not.toBe("");
      },
    },
  ],
};
