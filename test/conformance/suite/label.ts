import { expect } from "vitest";
import type { Adapter, LabelAccount, LabelAsk, LabelRef, Labels, PlatformOrder } from "../../../adapters/contract.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { TrueLabel } from "../../../sandbox/kit/types.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import type { X } from "../bench/doors.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { paidOrder, readOrder, shippingOf } from "./order-effects.ts";

const LOST = ["lost-answer", "no-answer", "http-500-before", "http-500-after", "truncated", "html"] as const;
const DONE_THERE = new Set<string>(["lost-answer", "http-500-after"]);

/** A label is drawn once whatever becomes of the answer, is printed without being a shipment, and can be taken back. */
export const label: Promised = {
  title: "label",
  why(adapter) {
    if ("absent" in adapter.labels) return `no labels: ${adapter.labels.absent.en}`;
    return whyAbsent(adapter, "createLabel");
  },
  checks: (adapter) => [
    {
      name: "accounts name carriers that the adapter ships with",
      async run(bench) {
        const accounts = await accountsOf(bench);

        expect(accounts.length).toBeGreaterThan(0);
        const known = Object.keys(adapter.carriers);
        for (const { carrier } of accounts) expect(known).toContain(carrier);
      },
    },
    {
      name: "a label has a number, reads as drawn and prints; the order is shipped by the ship effect alone",
      run: drawAndShip,
    },
    ...(settleOf(adapter) === "lookup" ? LOST : []).map((kind) => ({
      name: `${kind}: createLabel says unknown, and settling leaves one waybill`,
      run: (bench: Bench) => loseReply(bench, kind),
    })),
    {
      name: "an order that a refund holds gets no label",
      async run(bench) {
        const { ask } = await wanted(bench);
        await bench.control("POST", `/orders/${ask.orderNo}/ask-refund`, {});
        await bench.advance(MINUTE_MS);

        const reserved = await bench.ask((x) => labelsOf(bench).reserve(ask, x));
        const ticket = reserved.kind === "done" ? reserved.value : null;
        const outcome = await bench.send("createLabel", { ...ask, ticket }, ticket ?? bench.newKey());

        expect(outcome.kind).toBe("failed");
        expect(await labelsThere(bench, ask.orderNo)).toEqual([]);
      },
    },
    {
      name: "an account that is not the shop's is its owner's to mend",
      async run(bench) {
        const { ask } = await wanted(bench);
        const strange = { ...ask, account: { ...ask.account, id: "nobodys" } };

        const outcome = await bench.ask((x) => labelsOf(bench).reserve(strange, x));
        const sent = await bench.send("createLabel", { ...strange, ticket: await reserve(bench, ask) }, bench.newKey());

        const refused = outcome.kind === "failed" ? outcome : sent;
        expect(refused).toMatchObject({ kind: "failed", failure: { kind: "needs_merchant" } });
        expect(await labelsThere(bench, ask.orderNo)).toEqual([]);
      },
    },
    {
      name: "a cancelled label reads as cancelled, and another may be drawn",
      async run(bench) {
        const { ask } = await wanted(bench);
        const drawn = await draw(bench, ask);

        const outcome = await bench.send("cancelLabel", drawn, bench.newKey());

        expect(outcome, JSON.stringify(outcome)).toMatchObject({ kind: "done" });
        expect((await readLabel(bench, drawn))?.state).toBe("cancelled");
        const next = await draw(bench, ask);
        const there = await labelsThere(bench, ask.orderNo);
        expect(there.map(({ waybill, state }) => [waybill, state])).toEqual([
          [drawn.waybill, "cancelled"],
          [next.waybill, "drawn"],
        ]);
      },
    },
    ...(whyAbsent(adapter, "addLabelParcel") === null
      ? [{ name: "a further box has its own number", run: addBox }]
      : []),
  ],
};

const settleOf = ({ effects: { createLabel } }: Adapter) => ("absent" in createLabel ? null : createLabel.settle);

function labelsOf({ adapter: { labels } }: Bench): Labels<X> {
  if ("absent" in labels) throw new Error(labels.absent.en);
  return labels;
}

const accountsOf = async (bench: Bench): Promise<readonly LabelAccount[]> =>
  valueOf(await bench.ask((x) => labelsOf(bench).accounts(x)));

const SENDER = {
  name: "李仓管",
  phone: "13800000001",
  province: "湖南省",
  city: "永州市",
  county: "江华瑶族自治县",
  address: "沱江镇一号库",
};

/** A paid order and the label that is wanted for it. */
async function wanted(bench: Bench, carrier?: string): Promise<{ order: PlatformOrder; ask: LabelAsk }> {
  const { orderNo, order } = await paidOrder(bench);
  const accounts = await accountsOf(bench);
  const account = accounts.find((one) => carrier === undefined || one.carrier === carrier);
  if (account === undefined) throw new Error("the shop has no account for labels");
  const lines = order.lines.map(({ lineNo, platformId, platformSkuId, quantity, name }) => ({
    lineNo,
    platformId,
    platformSkuId,
    quantity,
    name,
  }));
  return { order, ask: { orderNo, account, templateId: null, sender: SENDER, lines, note: "" } };
}

const reserve = async (bench: Bench, ask: LabelAsk): Promise<string | null> =>
  valueOf(await bench.ask((x) => labelsOf(bench).reserve(ask, x)));

async function draw(bench: Bench, ask: LabelAsk): Promise<LabelRef> {
  const ticket = await reserve(bench, ask);
  const outcome = await bench.send("createLabel", { ...ask, ticket }, ticket ?? bench.newKey());
  if (outcome.kind !== "done") throw new Error(`no label: ${JSON.stringify(outcome)}`);
  return { orderNo: ask.orderNo, ticket, carrier: ask.account.carrier, waybill: outcome.value.waybill };
}

const readLabel = async (bench: Bench, at: Pick<LabelRef, "orderNo" | "ticket" | "carrier">) =>
  valueOf(await bench.ask((x) => labelsOf(bench).read(at, x)));

async function labelsThere(bench: Bench, orderNo: string): Promise<readonly TrueLabel[]> {
  const all = await bench.control<TrueLabel[]>("GET", "/labels");
  return all.filter((one) => one.orderNo === orderNo);
}

async function drawAndShip(bench: Bench): Promise<void> {
  const { order, ask } = await wanted(bench, "zhongtong");
  const labels = labelsOf(bench);
  const drawn = await draw(bench, ask);

  expect(await readLabel(bench, drawn)).toMatchObject({ state: "drawn", waybill: drawn.waybill });
  const printing = { ...drawn, templateId: null, parcels: [] };
  const sheets = valueOf(await bench.ask((x) => labels.print(printing, x)));
  expect(sheets.filter((sheet) => sheet !== "")).toHaveLength(1);
  for (const again of [false, true])
    expect((await bench.ask(async (x) => labels.printed?.({ ...drawn, again }, x))).kind).toBe("done");
  await bench.advance(MINUTE_MS);
  expect((await readOrder(bench, ask.orderNo)).parcels).toEqual([]);
  await bench.send("ship", shippingOf(order, drawn.waybill), bench.newKey());
  await bench.advance(MINUTE_MS);
  expect((await readOrder(bench, ask.orderNo)).parcels).toMatchObject([{ waybill: drawn.waybill }]);
}

async function loseReply(bench: Bench, kind: (typeof LOST)[number]): Promise<void> {
  const { ask } = await wanted(bench);
  const ticket = await reserve(bench, ask);
  const [input, key] = [{ ...ask, ticket }, ticket ?? bench.newKey()];
  const api = await apiOfCreate(bench);
  await bench.control("POST", "/faults", { kind, api, ...(kind === "no-answer" && { delayMs: 20 }) });

  expect(await bench.send("createLabel", input, key)).toMatchObject({ kind: "unknown" });

  await bench.advance(bench.adapter.find.readLagMs);
  const seen = await readLabel(bench, { ...input, carrier: ask.account.carrier });
  if (DONE_THERE.has(kind)) expect(seen?.state).toBe("drawn");
  if (seen?.state !== "drawn") await bench.send("createLabel", input, key);
  expect(await labelsThere(bench, ask.orderNo)).toHaveLength(1);
}

const apis = new WeakMap<Bench, Promise<string>>();

/** Their name of the call that draws a number, from the sandbox's log; asked once a bench. */
function apiOfCreate(bench: Bench): Promise<string> {
  const known = apis.get(bench);
  if (known !== undefined) return known;
  const asking = bench.lastApiOf(async () => draw(bench, (await wanted(bench)).ask));
  apis.set(bench, asking);
  return asking;
}

/** With the first carrier that has further boxes; where none has, every one says so. */
async function addBox(bench: Bench): Promise<void> {
  for (const { carrier } of await accountsOf(bench)) {
    const { ask } = await wanted(bench, carrier);
    const drawn = await draw(bench, ask);
    const outcome = await bench.send("addLabelParcel", drawn, bench.newKey());
    if (outcome.kind === "failed") {
      expect(outcome.failure.kind).toBe("needs_merchant");
      continue;
    }
    expect(outcome).toMatchObject({ kind: "done" });
    const parcels = (await readLabel(bench, drawn))?.parcels ?? [];
    expect(outcome.kind === "done" && parcels).toEqual([outcome.kind === "done" ? outcome.value.waybill : ""]);
    const printing = { ...drawn, templateId: null, parcels };
    expect(valueOf(await bench.ask((x) => labelsOf(bench).print(printing, x)))).toHaveLength(2);
    return;
  }
  throw new Error("no carrier took a further box");
}
