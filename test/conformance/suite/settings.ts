import { expect } from "vitest";
import { secretNames } from "../bench/secrets.ts";
import { always, type Promised } from "./check.ts";

/** Settings are strict, carry the platform's own names, mark their secrets and never hold an address. */
export const settings: Promised = {
  title: "settings",
  why: always,
  checks: (adapter) => [
    {
      name: "what the platform names its credentials is accepted",
      async run({ printed }) {
        expect(adapter.app.safeParse(printed.app).error).toBeUndefined();
        expect(adapter.shop.safeParse(printed.shop).error).toBeUndefined();
      },
    },
    {
      name: "a misspelt setting is refused",
      async run({ printed }) {
        expect(adapter.app.safeParse({ ...printed.app, appSecert: "x" }).success).toBe(false);
        expect(adapter.shop.safeParse({ ...printed.shop, shopNmae: "x" }).success).toBe(false);
      },
    },
    {
      name: "secrets are marked and addresses are no settings",
      async run() {
        const fields = [...Object.entries(adapter.app.shape), ...Object.entries(adapter.shop.shape)];
        const secrets = fields.map(([name]) => name).filter((name) => /secret|password/i.test(name));
        expect(secrets.length).toBeGreaterThan(0);
        expect([...secretNames(adapter.app), ...secretNames(adapter.shop)]).toEqual(expect.arrayContaining(secrets));
        expect(fields.map(([name]) => name).filter((name) => /url|host|endpoint/i.test(name))).toEqual([]);
      },
    },
  ],
};
