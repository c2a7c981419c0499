/** A label's whole life against the imitations of all platforms that have labels: the API's use cases and the urgent lane before the real adapter, the table in memory. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Adapter } from "../../adapters/contract.ts";
import { adapters } from "../../adapters/registry.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import type { Call } from "../../functions/api/call.ts";
import { handOver } from "../../functions/api/handover.ts";
import { printLabel } from "../../functions/api/label-acts.ts";
import { labelAccounts, planLabel } from "../../functions/api/labels.ts";
import { storeParty } from "../../functions/api/parties.ts";
import { readLabelAccounts } from "../../functions/pull/shop.ts";
import { freshOrder } from "../../functions/shared/orders/fresh.ts";
import { sealer } from "../../functions/shared/seal.ts";
import type { OpenShop } from "../../functions/shared/shops.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { ShopRow } from "../../functions/shared/store/rows.ts";
import { label } from "../../functions/urgent/label.ts";
import { ship } from "../../functions/urgent/ship.ts";
import type { TrueLabel, TrueShipment } from "../../sandbox/kit/types.ts";
import { openBench, type Bench } from "../conformance/bench.ts";
import { paidOrder } from "../conformance/suite/order-effects.ts";
import { bindingOf } from "../factories/order-arbitraries.ts";
import { M, orderDesk, S, type OrderDesk } from "../factories/order-desk.ts";

const LOCATION = {
  id: "loc",
  name: "一号库",
  divisionCode: "621221",
  address: "城关镇一号库",
  contactName: "李仓管",
  phone: "13800000001",
  carriers: [],
  calendar: { weekdays: [1, 2, 3, 4, 5, 6, 7], closed: [] },
  shops: {},
};

/** One shop with its real door, one merchant's rows, and what people and lanes do. */
async function countyOf(adapter: Adapter, bench: Bench) {
  const desk: OrderDesk = await orderDesk(adapter.id);
  const { ports } = desk;
  const row = ShopRow.parse(await desk.table.get(keys.shop(M, S)));
  const { send, ask } = bench.doors.own;
  const sendMarked: OpenShop["door"]["sendMarked"] = async (kind, input, { key, mark }) =>
    (await mark()) ? send(kind, input, key) : { kind: "left" };
  const open = { row, adapter, door: { send, ask, sendMarked } } as unknown as OpenShop;
  const shops = { open: async () => open, sealer: sealer(ports.keyring, ports.table) };
  const services = { ports, shops };
  const caller = { subject: "li", merchant: M, roles: ["owner"], supplier: null } as const;
  const call: Call = { ports, sealer: shops.sealer, adapters: { [adapter.id]: adapter }, readFile: null, m: M, caller };
  await storeParty(keys.location(M, "loc"), LOCATION, call);
  await readLabelAccounts(open, ports);
  const reread = (orderNo: string) => freshOrder(orderNo, open, services);
  const work = (orderNo: string, n: string) => label({ v: 1, m: M, hop: 0, kind: "label", s: S, orderNo, n }, services);
  const tell = (orderNo: string, n: string) => ship({ v: 1, m: M, hop: 0, kind: "ship", s: S, orderNo, n }, services);
  const pass = async (ms: number) => {
    desk.pass(ms);
    await bench.advance(ms);
  };
  /** A paid order of the platform, read and cut; gives the id of its only part. */
  async function anOrder() {
    const { orderNo, order } = await paidOrder(bench);
    for (const { merchantKey } of order.lines)
      await desk.bind({ ...bindingOf("1", "self"), merchantKey: merchantKey ?? "" });
    await reread(orderNo);
    const [part] = (await desk.orderAt(orderNo))?.consignments ?? [];
    if (part === undefined) throw new Error("the order has no part to send");
    return { s: S, orderNo, consignmentId: part.id };
  }
  async function asked(at: Awaited<ReturnType<typeof anOrder>>) {
    const [account] = (await labelAccounts(S, call)).accounts;
    if (account === undefined) throw new Error("no account for labels");
    const wish = { carrier: account.carrier, account: account.id, template: null, note: "" };
    return (await planLabel({ ...at, ...wish }, call)).id;
  }
  const rowOf = (orderNo: string, n: string) => desk.table.get(keys.label(M, S, orderNo, n));
  const there = async (orderNo: string) =>
    (await bench.control<TrueLabel[]>("GET", "/labels")).filter((one) => one.orderNo === orderNo);
  return { desk, call, reread, work, tell, pass, anOrder, asked, rowOf, there };
}

const withLabels = Object.values(adapters).filter(({ labels }) => !("absent" in labels));

describe.each(withLabels.map((adapter) => [adapter.id, adapter] as const))("labels of %s", (_id, adapter) => {
  let bench: Bench;
  let county: Awaited<ReturnType<typeof countyOf>>;
  beforeAll(async () => {
    bench = await openBench(adapter);
    county = await countyOf(adapter, bench);
  });
  afterAll(() => bench.close());

  it("are drawn once, printed without shipping, and their number goes out with the parcel", async () => {
    const { call, desk, tell, work, anOrder, asked, rowOf, there, pass } = county;
    const at = await anOrder();
    const n = await asked(at);
    await work(at.orderNo, n);
    await work(at.orderNo, n);

    const drawn = await there(at.orderNo);
    expect(drawn).toMatchObject([{ state: "drawn" }]);
    expect(await rowOf(at.orderNo, n)).toMatchObject({ state: "made", waybill: drawn[0]?.waybill });
    expect(await printLabel({ ...at, n, template: null }, call)).toMatchObject({ state: "ready" });
    await work(at.orderNo, n);
    expect(await bench.control<TrueShipment[]>("GET", "/shipments")).toEqual([]);

    const { shipments } = await handOver(at, call);
    for (const one of shipments) await tell(at.orderNo, one);
    await pass(MINUTE_MS);
    const shipped = await bench.control<TrueShipment[]>("GET", "/shipments");
    expect(shipped.map(({ orderNo, waybill }) => [orderNo, waybill])).toEqual([[at.orderNo, drawn[0]?.waybill]]);
    expect((await desk.orderAt(at.orderNo))?.consignments).toMatchObject([{ state: "handed_over" }]);
  });

  it.each(["lost-answer", "http-500-after", "truncated", "no-answer"])(
    "after %s: looked up, one waybill in the end",
    async (kind) => {
      const { work, anOrder, asked, rowOf, there, pass } = county;
      const at = await anOrder();
      const n = await asked(at);
      const api = await createApi(county, bench);
      await bench.control("POST", "/faults", { kind, api, ...(kind === "no-answer" && { delayMs: 20 }) });
      for (let round = 0; round < 6; round++) {
        await work(at.orderNo, n);
        await pass(6 * MINUTE_MS);
      }

      const drawn = await there(at.orderNo);
      expect(drawn).toHaveLength(1);
      expect(await rowOf(at.orderNo, n)).toMatchObject({ state: "made", waybill: drawn[0]?.waybill });
    },
  );

  it("are taken back there when the buyer wants a refund, and whoever packs hears of it", async () => {
    const { desk, reread, work, anOrder, asked, rowOf, there, pass } = county;
    const at = await anOrder();
    const n = await asked(at);
    await work(at.orderNo, n);
    await bench.control("POST", `/orders/${at.orderNo}/ask-refund`, {});
    await pass(MINUTE_MS);
    await reread(at.orderNo);
    await work(at.orderNo, n);

    expect(await there(at.orderNo)).toMatchObject([{ state: "cancelled" }]);
    expect(await rowOf(at.orderNo, n)).toMatchObject({ state: "cancelled" });
    expect(desk.notices()).toContain("merchant: stop_parcel");
    await expect(asked(at)).rejects.toThrow("on hold");
  });
});

/** Their name of the call that draws a number. */
async function createApi({ anOrder, asked, work }: Awaited<ReturnType<typeof countyOf>>, bench: Bench) {
  const at = await anOrder();
  const n = await asked(at);
  const calls = await bench.control<{ n: number }[]>("GET", "/calls?after=0");
  await work(at.orderNo, n);
  const after = await bench.control<{ api: string | null }[]>("GET", `/calls?after=${calls.at(-1)?.n ?? 0}`);
  return after.find(({ api }) => api?.endsWith("create"))?.api ?? "";
}
