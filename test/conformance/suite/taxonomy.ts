import { expect } from "vitest";
import { valueOf } from "../bench/body-maker.ts";
import { always, type Promised } from "./check.ts";

/** What a shop may use is read whole, and our names of carriers are theirs. */
export const taxonomy: Promised = {
  title: "taxonomy",
  why: always,
  checks: ({ taxonomy: asked, carriers, mapping }) => [
    {
      name: "carriers: those that we send are known there",
      async run(bench) {
        const known = valueOf(await bench.ask((x) => asked.carriers(x)));

        expect(known.length).toBeGreaterThan(0);
        for (const ours of ["zhongtong", "shunfeng"]) {
          const theirs = carriers[ours]?.[0];
          expect(known.map(({ id }) => id)).toContain(theirs);
        }
      },
    },
    {
      name: "categories: a tree whose leaves our mapping finds, each once, allowed or with a reason",
      async run(bench) {
        const all = valueOf(await bench.ask((x) => asked.categories(x)));

        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        const names = new Set(all.filter(({ leaf }) => leaf).map(({ name }) => name));
        const mapped = Object.values(mapping.categories).map((path) => path.at(-1) ?? "");
        expect(mapped.filter((name) => names.has(name)).length).toBeGreaterThan(mapped.length / 2);
        for (const one of all) expect(one.allowed || one.why !== null || !one.leaf).toBe(true);
      },
    },
  ],
};
