import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Promised } from "./check.ts";

const BUYER = {
  name: "盘小妹",
  phone: "13907460001",
  province: "湖南省",
  city: "永州市",
  address: "沱江镇瑶都大道8号",
};

/** Who gets the parcel is told on demand, to a paid order, and in full. */
export const receiver: Promised = {
  title: "receiver",
  why: ({ receiver: declared }) => ("absent" in declared ? `no receiver on demand: ${declared.absent.en}` : null),
  checks: ({ receiver: declared }) => [
    {
      name: "of a paid order that waits for shipping: as the buyer wrote it, or masked with a token",
      async run(bench) {
        if ("absent" in declared) return;
        const body = await bench.body();
        await bench.publishLive(body);
        const lines = [{ merchantKey: body.skus[0]?.merchantKey ?? "", quantity: 1 }];
        const order = { shop: bench.shop.shop, lines, pay: true, buyer: BUYER };
        const { orderNo } = await bench.control<{ orderNo: string }>("POST", "/orders", order);
        await bench.advance(2 * MINUTE_MS);

        const told = valueOf(await bench.ask((x) => declared.reveal(orderNo, x)));

        if (told.form === "plain") {
          expect(told.name).toBe(BUYER.name);
          expect(told.address).toContain(BUYER.address);
          expect(told.phone).not.toContain("*");
        } else {
          // Masked: the carrier reads the receiver from the platform's own token.
          expect(told.name.startsWith(BUYER.name.slice(0, 1))).toBe(true);
          expect(told.token ?? "").not.toBe("");
        }
      },
    },
  ],
};
