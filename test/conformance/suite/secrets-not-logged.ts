import { expect } from "vitest";
import { secretNames } from "../bench/secrets.ts";
import type { Bench } from "../bench.ts";
import { always, type Promised } from "./check.ts";
import { readOrder, paidOrder } from "./order-effects.ts";

const WRONG = "0123456789abcdef0123456789abcdef";

/** No record and no failure holds a secret, a token or what a buyer wrote. */
export const secretsNotLogged: Promised = {
  title: "secrets-not-logged",
  why: always,
  checks: (adapter) => [
    {
      name: "records and failures hold no secret of app, shop or token, and no buyer",
      async run(bench) {
        const told: unknown[] = [];
        told.push(await bench.ask((x) => adapter.identify(x)));
        const { orderNo } = await paidOrder(bench);
        const { receiver } = await readOrder(bench, orderNo);
        for (const kind of ["throttled", "token-expired", "malformed", "http-500-before"]) {
          await bench.control("POST", "/faults", { kind });
          told.push(await bench.ask((x) => adapter.identify(x)));
          await bench.advance(60_000);
        }
        told.push(await bench.doors.stranger(WRONG).ask((x) => adapter.identify(x)));

        const text = JSON.stringify([bench.records, told]);
        expect(bench.records.length).toBeGreaterThan(10);
        for (const secret of [...(await secretsOf(bench)), WRONG]) {
          expect(text.includes(secret), `${secret.slice(0, 4)}… was told`).toBe(false);
        }
        for (const private_ of [receiver?.phone, receiver?.address].filter((one) => (one ?? "").length > 5)) {
          expect(text).not.toContain(private_);
        }
      },
    },
  ],
};

async function secretsOf({ adapter, printed, doors }: Bench): Promise<readonly string[]> {
  const { token } = await doors.row.read();
  const marked = [
    ...secretNames(adapter.app).map((name) => printed.app[name]),
    ...secretNames(adapter.shop).map((name) => printed.shop[name]),
  ];
  return [...marked, printed.token, token?.value, token?.refresh].flatMap((secret) =>
    secret != null && secret.length >= 8 ? [secret] : [],
  );
}
