/** A shop's door in memory, for tests of effects on orders: what is asked of it is counted, what it answers is scripted. */
import type {
  Adapter,
  AfterSaleCase,
  EffectKind,
  LabelSeen,
  LaterAsked,
  Named,
  Outcome,
  PlatformOrder,
  VoucherSeen,
} from "../../adapters/contract.ts";
import type { Marked } from "../../adapters/runtime/attempt.ts";
import { sealer } from "../../functions/shared/seal.ts";
import type { OpenShop, Shops } from "../../functions/shared/shops.ts";
import { ShopRow } from "../../functions/shared/store/rows.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import type { Snapshot } from "../../domain/order/merge.ts";
import { M, S, type OrderDesk } from "./order-desk.ts";

type Answered = Outcome<null | { waybill: string }>;
export const UNKNOWN: Outcome<null> = { kind: "unknown", why: "no_answer", requestId: "r" };
export const DONE: Outcome<null> = { kind: "done", value: null };
export const numbered = (waybill: string): Answered => ({ kind: "done", value: { waybill } });
export const refused = (code: string): Outcome<null> => ({
  kind: "failed",
  failure: { kind: "needs_merchant", code, message: "", say: { zh: "平台拒绝", en: "refused" }, requestId: "r" },
});

export interface OrderShop {
  shops: Shops;
  services: { ports: OrderDesk["ports"]; shops: Shops };
  sent: { kind: EffectKind; input: unknown; key: string }[];
  /** Answers to effects, the next one first; none left: done. */
  answers: Answered[];
  /** What the platform shows. Null: it can't be read now. */
  order: PlatformOrder | null;
  vouchers: VoucherSeen[];
  afterSale: AfterSaleCase | null;
  stores: Named[];
  /** What the platform shows of labels, by ticket; what was printed and told of prints. */
  later: LaterAsked[];
  labels: Map<string, LabelSeen>;
  reserved: number;
  sheets: string[];
  printed: boolean[];
}

/** What a platform's reading of an order is: the snapshot with a receiver. */
export function platformOrder({ order }: Snapshot): PlatformOrder {
  return { ...order, buyerNote: null, receiver: null };
}

/** A shop whose adapter has every effect on orders, but for those named absent. */
export async function orderShop(
  desk: OrderDesk,
  { absent = [], settle = "lookup" }: { absent?: EffectKind[]; settle?: "lookup" | "idempotent" | "blind" } = {},
): Promise<OrderShop> {
  const row = ShopRow.parse(await desk.table.get(keys.shop(M, S)));
  const can = { settle, needs: [], batch: 10, costsQuota: false, confidence: "shown" };
  const orderKinds = ["ship", "changeWaybill", "redeem", "undoRedeem", "issueVouchers", "answerAfterSale"] as const;
  const kinds = [...orderKinds, "createLabel", "addLabelParcel", "cancelLabel", "askLaterShipping"] as const;
  const effects = Object.fromEntries(
    kinds.map((kind) => [kind, absent.includes(kind) ? { absent: { zh: "不支持", en: "not there" } } : can]),
  );
  const made: OrderShop = {
    sent: [],
    answers: [],
    order: null,
    vouchers: [],
    afterSale: null,
    stores: [],
    later: [],
    labels: new Map(),
    reserved: 0,
    sheets: [],
    printed: [],
    shops: { open: async () => open, sealer: sealer(desk.ports.keyring, desk.ports.table) },
    get services() {
      return { ports: desk.ports, shops: made.shops };
    },
  };
  const adapter = {
    id: row.platform,
    effects,
    stock: { push: "set", counts: "sellable", keyed: true, restocksOn: [] },
    find: { by: "key", readLagMs: 5_000 },
    ship: { unit: "order", maxParcels: 10, parcelsPerUnit: 1, merge: false, changes: 1 },
    orders: {
      streams: [],
      unseen: [],
      read: async () => (made.order === null ? null : { ok: true, value: made.order }),
    },
    vouchers: { read: async () => made.vouchers, stores: async () => made.stores },
    laterShipping: { most: 3, aheadMs: 0, read: async () => made.later },
    labels: {
      reserve: async () => `T${++made.reserved}`,
      read: async ({ ticket }: { ticket: string }) => made.labels.get(ticket) ?? null,
      print: async ({ waybill, parcels }: { waybill: string; parcels: string[] }) => {
        made.sheets.push(waybill);
        return [waybill, ...parcels].map((number) => `sheet of ${number}`);
      },
      printed: async ({ again }: { again: boolean }) => void made.printed.push(again),
    },
    afterSale: {
      streams: [],
      read: async () => (made.afterSale === null ? null : { ok: true, value: made.afterSale }),
    },
  } as unknown as Adapter;
  const open = {
    row,
    adapter,
    tokens: null,
    door: {
      sendMarked: async (kind: EffectKind, input: unknown, { key, mark }: Marked) => {
        if (!(await mark())) return { kind: "left" };
        made.sent.push({ kind, input, key });
        return made.answers.shift() ?? DONE;
      },
      ask: async (question: (x: never) => Promise<unknown>) => ({ kind: "done", value: await question({} as never) }),
    },
  } as unknown as OpenShop;
  return made;
}
