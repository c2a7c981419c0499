import * as z from "zod";
import type { Adapter, Context, Effect, EffectKind } from "../../../adapters/contract.ts";
import { fen } from "../../../domain/money.ts";
import { HOUR_MS, plus } from "../../../domain/time.ts";

type X = Context<Record<string, unknown>, Record<string, unknown>>;
/** `detail` is what is broken, where the fault has a choice. */
type Break = (adapter: Adapter, detail?: string) => Adapter;

/** The adapter with one effect changed; the effect must be there. */
function withEffect<K extends EffectKind>(
  adapter: Adapter,
  kind: K,
  change: (effect: Effect<K, X>) => Partial<Effect<K, X>>,
): Adapter {
  const effect = adapter.effects[kind] as Effect<K, X>;
  return { ...adapter, effects: { ...adapter.effects, [kind]: { ...effect, ...change(effect) } } };
}

/** Ways to be wrong that once looked right to somebody. */
export const broken = {
  repeatableCreate: (adapter) =>
    withEffect(adapter, "create", (create) => ({
      send: (body, x) => create.send(body, { ...x, call: (call) => x.call({ ...call, repeatable: true }) }),
    })),
  idempotentCreate: (adapter) => withEffect(adapter, "create", () => ({ settle: "idempotent" })),
  swallowingLook: (adapter) => ({ ...adapter, look: (key, x) => adapter.look(key, x).catch(() => []) }),
  otherKeyLook: (adapter) => ({ ...adapter, look: (key, x) => adapter.look(`${key}-A1`, x) }),
  visibleCreate: (adapter) =>
    withEffect(adapter, "create", (create) => ({
      async send(body, x) {
        const sent = await create.send(body, x);
        const { list } = adapter.effects;
        if (!("absent" in list)) await list.send(sent.value, x);
        return sent;
      },
    })),
  shiftedWindows: (adapter) =>
    withPages(adapter, (stream) => ({
      page: (ask, x) => {
        const [from, to] = [plus(ask.from, 8 * HOUR_MS), plus(ask.to, 8 * HOUR_MS)];
        return stream.page({ ...ask, from, to }, x);
      },
    })),
  onePage: (adapter) =>
    withPages(adapter, (stream) => ({
      page: async (ask, x) => ({ ...(await stream.page(ask, x)), next: null, pages: 1 }),
    })),
  endsAtEmptyPage: (adapter) =>
    withPages(adapter, (stream) => ({
      page: async (ask, x) => {
        const page = await stream.page(ask, x);
        return page.rows.length === 0 ? { ...page, next: null } : page;
      },
    })),
  hundredfoldPrice: (adapter) =>
    withEffect(adapter, "setPrice", (setPrice) => ({
      send: ({ ref, skus }, x) =>
        setPrice.send({ ref, skus: skus.map((sku) => ({ ...sku, value: fen(sku.value * 100) })) }, x),
    })),
  hundredfoldMoney: (adapter) => ({
    ...adapter,
    orders: {
      ...adapter.orders,
      async read(orderNo, x) {
        const row = await adapter.orders.read(orderNo, x);
        if (row === null || !row.ok) return row;
        const lines = row.value.lines.map((line) => ({
          ...line,
          money: { ...line.money, listFen: fen(line.money.listFen * 100) },
        }));
        return { ...row, value: { ...row.value, lines } };
      },
    },
  }),
  forgetfulStock: (adapter) =>
    withEffect(adapter, "setStock", (setStock) => ({
      send: ({ ref, skus }, x) => {
        const off = skus.map((sku) => ({ ...sku, value: { ...sku.value, target: sku.value.target - 3 } }));
        return setStock.send({ ref, skus: off }, x);
      },
    })),
  idleShip: (adapter) =>
    withEffect(adapter, "ship", () => ({ send: () => Promise.resolve({ kind: "done", value: null }) })),
  idleRedeem: (adapter) =>
    withEffect(adapter, "redeem", () => ({ send: () => Promise.resolve({ kind: "done", value: null }) })),
  forgottenCode: (adapter, code = "") => {
    const kept = Object.entries(adapter.failures.codes).filter(([known]) => !known.startsWith(code));
    return { ...adapter, failures: { ...adapter.failures, codes: Object.fromEntries(kept) } };
  },
  idle: (adapter, kind = "") => {
    const send = () => Promise.resolve({ kind: "done", value: null });
    const effect = adapter.effects[kind as EffectKind];
    return { ...adapter, effects: { ...adapter.effects, [kind]: { ...effect, send } } };
  },
  forgottenTicket: (adapter) =>
    withEffect(adapter, "createLabel", (createLabel) => ({
      async send(input, x) {
        const { labels } = adapter;
        const ticket = "absent" in labels ? null : await labels.reserve(input, x);
        return createLabel.send({ ...input, ticket }, x);
      },
    })),
  droppedOption: (adapter) =>
    withEffect(adapter, "update", (update) => ({
      send: (input, x) => update.send({ ...input, body: { ...input.body, skus: input.body.skus.slice(0, 2) } }, x),
    })),
  halfTheCases: (adapter) => {
    const { afterSale } = adapter;
    if ("absent" in afterSale) return adapter;
    const streams = afterSale.streams.slice(0, afterSale.streams.length / 2);
    return { ...adapter, afterSale: { ...afterSale, streams } };
  },
  maskedAsPlain: (adapter) => ({
    ...adapter,
    receiver: {
      reveal: async (orderNo, x) => {
        const { receiver } = adapter;
        if ("absent" in receiver) throw new Error("no receiver");
        const told = await receiver.reveal(orderNo, x);
        return { ...told, form: "plain", name: `${told.name.slice(0, 1)}**`, phone: "139****0001" };
      },
    },
  }),
  strangeCarrier: (adapter) => ({ ...adapter, carriers: { ...adapter.carriers, zhongtong: ["ZT-EXPRESS"] } }),
  restlessLines: (adapter) => {
    let reads = 0;
    return withPages(adapter, (stream) => ({
      page: async (ask, x) => {
        const page = await stream.page(ask, x);
        reads += 1;
        const restless = (row: (typeof page.rows)[number]) =>
          row.ok && "lines" in row.value
            ? { ...row, value: { ...row.value, lines: row.value.lines.map((line) => ({ ...line, quantity: reads })) } }
            : row;
        return { ...page, rows: page.rows.map(restless) };
      },
    }));
  },
  gullible: (adapter) => {
    const { events } = adapter;
    if ("absent" in events) return adapter;
    return { ...adapter, events: { receive: (push, facts) => ({ ...events.receive(push, facts), verified: true }) } };
  },
  tellingSecrets: (adapter) => ({
    ...adapter,
    identify: (x) =>
      adapter.identify({ ...x, call: (call) => x.call({ ...call, api: `${call.api}?${String(x.app["appSecret"])}` }) }),
  }),
  blindToRefusals: (adapter) => ({
    ...adapter,
    identify: (x) => adapter.identify(x).catch(() => ({ platformShopId: "0", name: "" })),
  }),
  afraidOfTheFuture: (adapter) =>
    withPages(adapter, (stream) => ({
      page: (ask, x) => stream.page({ ...ask, from: plus(ask.to, HOUR_MS), to: plus(ask.from, -HOUR_MS) }, x),
    })),
  deafToErrors: (adapter) => ({ ...adapter, failures: { ...adapter.failures, read: () => null } }),
  longTitles: (adapter) => ({
    ...adapter,
    lint: (body, rules) => adapter.lint({ ...body, title: body.title.slice(0, 10) }, rules),
  }),
  forgetsTwins: (adapter) =>
    withPages(adapter, (stream) => ({
      page: async (ask, x) => {
        const page = await stream.page(ask, x);
        return { ...page, rows: page.rows.slice(0, -1) };
      },
    })),
  silentAbsence: (adapter) => ({ ...adapter, events: { absent: { zh: "", en: "" } } }),
  muteRefusals: (adapter) => ({ ...adapter, failures: { ...adapter.failures, say: {} } }),
  looseSettings: (adapter) => ({ ...adapter, app: z.looseObject(adapter.app.shape) }),
  deafTo: (adapter, deafTo = "") => {
    const codes = Object.entries(adapter.failures.codes).map(([code, verdict]) => [
      code,
      verdict === deafTo ? "permanent" : verdict,
    ]);
    return { ...adapter, failures: { ...adapter.failures, codes: Object.fromEntries(codes) } };
  },
} as const satisfies Record<string, Break>;

type Stream = Adapter["orders"]["streams"][number];

function withPages(adapter: Adapter, change: (stream: Stream) => Pick<Stream, "page">): Adapter {
  const streams = adapter.orders.streams.map((stream) => ({ ...stream, ...change(stream) }));
  return { ...adapter, orders: { ...adapter.orders, streams } };
}
