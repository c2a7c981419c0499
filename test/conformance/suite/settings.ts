import { expect } from "vitest";
import type * as z from "zod";
import { always, type Promised } from "./check.ts";

/** Settings are strict, carry the platform's own names, mark their secrets and never hold an address. */
export const settings: Promised = {
  title: "settings",
  why: always,
  checks: (adapter) => [
    {
      name: "what the platform names its credentials is accepted",
      run({ printed }) {
        expect(adapter.app.safeParse(printed.app).error).toBeUndefined();
        expect(adapter.shop.safeParse(printed.shop).error).toBeUndefined();
        return Promise.resolve();
      },
    },
    {
      name: "a misspelt setting is refused",
      run({ printed }) {
        expect(adapter.app.safeParse({ ...printed.app, appSecert: "x" }).success).toBe(false);
        expect(adapter.shop.safeParse({ ...printed.shop, shopNmae: "x" }).success).toBe(false);
        return Promise.resolve();
      },
    },
    {
      name: "secrets are marked and addresses are no settings",
      run() {
        const fields = [...Object.entries(adapter.app.shape), ...Object.entries(adapter.shop.shape)];
        const secrets = fields.filter(([name]) => /secret|password/i.test(name));
        expect(secrets.length).toBeGreaterThan(0);
        for (const [name, field] of secrets)
          expect({ name, secret: isSecret(field as z.ZodType) }).toMatchObject({ secret: true });
        expect(fields.map(([name]) => name).filter((name) => /url|host|endpoint/i.test(name))).toEqual([]);
        return Promise.resolve();
      },
    },
  ],
};

function isSecret(field: z.ZodType): boolean {
  return field.meta()?.["secret"] === true;
}
