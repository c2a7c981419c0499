import { expect } from "vitest";
import type { PlatformOrder } from "../../../adapters/contract.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { TrueShipment, TrueVoucher } from "../../../sandbox/kit/types.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";

const CARRIER = "zhongtong";

/** A paid order of two options of a live product. */
export async function paidOrder(bench: Bench): Promise<{ orderNo: string; order: PlatformOrder }> {
  const body = await bench.body();
  await bench.publishLive(body);
  const lines = body.skus.map(({ merchantKey }, index) => ({ merchantKey, quantity: index + 1 }));
  const placed = await bench.control<{ orderNo: string }>("POST", "/orders", {
    shop: bench.shop.shop,
    lines,
    pay: true,
  });
  await bench.advance(2 * MINUTE_MS);
  return { orderNo: placed.orderNo, order: await readOrder(bench, placed.orderNo) };
}

export async function readOrder(bench: Bench, orderNo: string): Promise<PlatformOrder> {
  const row = valueOf(await bench.ask((x) => bench.adapter.orders.read(orderNo, x)));
  if (row === null || !row.ok) throw new Error(`order ${orderNo} reads as ${JSON.stringify(row)}`);
  return row.value;
}

/** Whole orders leave once, with the carrier and number given, and a second try finds them gone. */
export const ship: Promised = {
  title: "ship",
  why: (adapter) => whyAbsent(adapter, "ship"),
  checks: () => [
    {
      name: "ships with carrier and number, and the order reads as shipped",
      async run(bench) {
        const { orderNo, order } = await paidOrder(bench);
        const sending = shippingOf(order, "78112233445566");

        expect(["done", "accepted"]).toContain((await bench.send("ship", sending, bench.newKey())).kind);

        await bench.advance(MINUTE_MS);
        const there = await shipmentsOf(bench, orderNo);
        expect(new Set(there.map(({ waybill }) => waybill))).toEqual(new Set(["78112233445566"]));
        const read = await readOrder(bench, orderNo);
        expect(read.lines.every(({ shipped, quantity }) => shipped === quantity)).toBe(true);
        expect(read.parcels).toMatchObject([{ carrier: CARRIER, waybill: "78112233445566" }]);
      },
    },
    {
      name: "the reply is lost: unknown; read again it is shipped, and a second try ships nothing more",
      async run(bench) {
        const { orderNo, order } = await paidOrder(bench);
        const [sending, key] = [shippingOf(order, "78112233445577"), bench.newKey()];
        await bench.control("POST", "/faults", { kind: "lost-answer" });

        expect(await bench.send("ship", sending, key)).toMatchObject({ kind: "unknown" });

        await bench.advance(MINUTE_MS);
        const before = await shipmentsOf(bench, orderNo);
        expect((await readOrder(bench, orderNo)).parcels).toMatchObject([{ waybill: "78112233445577" }]);
        const again = await bench.send("ship", sending, key);
        expect(again.kind).not.toBe("unknown");
        if (again.kind === "failed") expect(["throttled", "retryable", "auth"]).not.toContain(again.failure.kind);
        expect(await shipmentsOf(bench, orderNo)).toEqual(before);
      },
    },
  ],
};

/** All lines of an order in one parcel with that number. */
export function shippingOf({ orderNo, lines }: PlatformOrder, waybill: string) {
  const shipped = lines.map(({ lineNo, platformId, platformSkuId, quantity }) => ({
    lineNo,
    platformId,
    platformSkuId,
    quantity,
  }));
  return { orderNo, parcels: [{ carrier: CARRIER, waybill, lines: shipped }] };
}

async function shipmentsOf(bench: Bench, orderNo: string): Promise<readonly TrueShipment[]> {
  const all = await bench.control<TrueShipment[]>("GET", "/shipments");
  return all.filter((shipment) => shipment.orderNo === orderNo);
}

/** A code is redeemed once; reading tells its state. */
export const redeem: Promised = {
  title: "redeem",
  why(adapter) {
    if ("absent" in adapter.vouchers) return `no vouchers: ${adapter.vouchers.absent.en}`;
    return whyAbsent(adapter, "redeem");
  },
  checks: () => [
    {
      name: "a code of a paid order is redeemed once, and reads as redeemed",
      async run(bench) {
        const orderNo = await voucherOrder(bench);
        const seen = await codesOf(bench, orderNo);
        const [first] = seen;
        if (first === undefined) throw new Error("the order has no code");
        expect(first.state).toBe("active");
        const input = await atTheDoor(bench, { orderNo, code: first.code, lineNo: first.lineNo });
        const key = bench.newKey();

        const outcome = await bench.send("redeem", input, key);
        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);

        await bench.advance(MINUTE_MS);
        expect(await redeemedOf(bench, orderNo)).toEqual([first.code]);
        expect((await codesOf(bench, orderNo)).find(({ code }) => code === first.code)?.state).toBe("redeemed");
        expect((await bench.send("redeem", input, key)).kind).not.toBe("unknown");
        expect(await redeemedOf(bench, orderNo)).toEqual([first.code]);
      },
    },
  ],
};

/** What a clerk sends: the code and what else the guest shows, at the first store where the platform wants to know it. */
export async function atTheDoor(bench: Bench, shown: { orderNo: string; code: string; lineNo?: string }) {
  const { orderNo, code } = shown;
  const line = (await readOrder(bench, orderNo)).lines[0];
  const all = await bench.control<TrueVoucher[]>("GET", "/vouchers");
  const secret = all.find((one) => one.orderNo === orderNo && one.code === code)?.secret ?? null;
  const codes = [{ code, secret, platformSkuId: line?.platformSkuId ?? "" }];
  const { vouchers } = bench.adapter;
  const stores = "absent" in vouchers || vouchers.stores === undefined ? null : await bench.ask(vouchers.stores);
  const store = stores?.kind === "done" ? (stores.value[0] ?? null) : null;
  return { orderNo, lineNo: shown.lineNo || (line?.lineNo ?? ""), codes, store };
}

/** A paid order of two vouchers that a person put up by hand, with codes of the platform or of the merchant. */
export async function voucherOrder(bench: Bench, kind: "voucher" | "voucher_own_codes" = "voucher"): Promise<string> {
  const { shop } = bench.shop;
  const merchantKey = `V${bench.newKey().toUpperCase()}`;
  const sku = { merchantKey: `${merchantKey}-A`, priceFen: 19_900, stock: 20, name: "双人门票" };
  await bench.control("POST", "/products", {
    shop,
    merchantKey,
    title: "瑶寨双人门票",
    kind,
    onSale: true,
    skus: [sku],
  });
  const made = (await bench.product(merchantKey)) ?? (await bench.product(sku.merchantKey));
  const sold = made?.skus[0];
  const lines = [{ merchantKey: sold?.merchantKey || (sold?.skuId ?? ""), quantity: 2 }];
  const placed = await bench.control<{ orderNo: string }>("POST", "/orders", { shop, lines, pay: true });
  await bench.advance(2 * MINUTE_MS);
  return placed.orderNo;
}

/** The codes of an order as the adapter reads them. */
export async function codesOf({ ask, adapter }: Bench, orderNo: string) {
  const { vouchers } = adapter;
  return "absent" in vouchers ? [] : valueOf(await ask((x) => vouchers.read(orderNo, x)));
}

async function redeemedOf(bench: Bench, orderNo: string): Promise<readonly string[]> {
  const all = await bench.control<TrueVoucher[]>("GET", "/vouchers");
  return all.filter((one) => one.orderNo === orderNo && one.state === "redeemed").map(({ code }) => code);
}
