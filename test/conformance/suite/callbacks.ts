import { expect } from "vitest";
import type { Events, Facts, Push } from "../../../adapters/contract.ts";
import type { PushMessage } from "../../../sandbox/kit/types.ts";
import { HOUR_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import type { Promised } from "./check.ts";
import { paidOrder } from "./order-effects.ts";

type Received = ReturnType<Events<unknown>["receive"]>;

/** A push is believed for its signature over the raw bytes alone, and gives hints to read again, nothing else. */
export const callbacks: Promised = {
  title: "callbacks",
  why: ({ events }) => ("absent" in events ? `no callbacks: ${events.absent.en}` : null),
  checks: () => [
    {
      name: "what the platform sends is verified, and an order that was paid is hinted at",
      async run(bench) {
        const { orderNo } = await paidOrder(bench);
        const received = (await pushesOf(bench)).map((push) => receive(bench, push));

        expect(received.length).toBeGreaterThan(1);
        expect(received.filter(({ verified }) => !verified)).toEqual([]);
        expect(received.flatMap(({ hints }) => hints)).toContainEqual({ about: "order", id: orderNo });
      },
    },
    {
      name: "a changed byte, another signature, another time or no signature at all: refused without a hint",
      async run(bench) {
        await paidOrder(bench);
        for (const push of await pushesOf(bench)) {
          for (const forged of forgeries(push)) {
            expect(receive(bench, forged)).toMatchObject({ verified: false, hints: [] });
          }
        }
      },
    },
    {
      name: "a copy that comes an hour later is refused",
      async run(bench) {
        await paidOrder(bench);
        const pushes = await pushesOf(bench);
        await bench.advance(HOUR_MS);

        expect(pushes.map((push) => receive(bench, push).verified)).not.toContain(true);
      },
    },
  ],
};

async function pushesOf(bench: Bench): Promise<readonly Push[]> {
  const sent = await bench.control<PushMessage[]>("GET", `/pushes?shop=${bench.shop.shop}`);
  return sent.map(({ body, ...rest }) => ({ ...rest, raw: Buffer.from(body) }));
}

function receive({ adapter, doors, printed, now }: Bench, push: Push): Received {
  const { events } = adapter;
  if ("absent" in events) throw new Error("no callbacks");
  const facts: Facts<Record<string, unknown>, Record<string, unknown>> = {
    app: doors.app,
    shop: doors.shop,
    token: null,
    baseUrl: printed.url,
    now: now(),
  };
  return events.receive(push, facts);
}

/** Every way to be wrong by a little. */
function forgeries(push: Push): readonly Push[] {
  const signed = Object.keys(push.query).filter((name) => /sign/i.test(name));
  const without = Object.fromEntries(Object.entries(push.query).filter(([name]) => !signed.includes(name)));
  const flipped = (text: string): string => (text.startsWith("0") ? `1${text.slice(1)}` : `0${text.slice(1)}`);
  const resigned = Object.fromEntries(signed.map((name) => [name, flipped(push.query[name] ?? "")]));
  const { timestamp = "" } = push.query;
  const later = { timestamp: String(Number(timestamp) + 1) };
  const raw = Buffer.from(push.raw);
  const middle = raw.length >> 1;
  if (raw.length > 0) raw[middle] = (raw[middle] ?? 0) === 65 ? 66 : 65;
  return [
    { ...push, query: without },
    { ...push, query: { ...push.query, ...resigned } },
    { ...push, query: { ...push.query, ...later } },
    ...(raw.length > 0 ? [{ ...push, raw }] : []),
  ];
}
