import { expect, test } from "vitest";
import { lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { mergeOrder } from "./merge.ts";
import type { Order } from "./order.ts";
import type { OrderLine } from "./platform-order.ts";
import { stageOf } from "./stage.ts";

type Row = readonly [stage: string, line: Partial<OrderLine>, more: Parameters<typeof reading>[1]];
const hold = (kind: "refund_review" | "group_unformed") => [{ kind, until: null, raw: "" }];

const TABLE: readonly Row[] = [
  ["unrecognised", { cancelled: 2 }, { recognised: false }],
  ["cancelled", {}, { pay: "closed_unpaid" }],
  ["cancelled", { cancelled: 2 }, {}],
  ["refunded", { cancelled: 2, refunded: 2 }, {}],
  ["refunded", { shipped: 2, refunded: 2 }, { ended: true }],
  ["locked", {}, { holds: hold("refund_review") }],
  ["shipped", { shipped: 2 }, { holds: hold("refund_review") }],
  ["created", {}, { pay: "deposit" }],
  ["waiting", {}, { holds: hold("group_unformed") }],
  ["completed", { shipped: 2 }, { ended: true }],
  ["partly_shipped", { shipped: 1 }, {}],
  ["paid", {}, {}],
  ["paid", {}, { pay: "cod" }],
  ["paid", {}, { pay: "pay_after_use" }],
];

test.each(TABLE)("%s: line %o, order %o", (stage, line, more) => {
  const known = { bindings: new Map(), stockFrom: null };
  const order: Order = mergeOrder(null, reading([lineOf("1", 2, line)], more), known);
  expect(stageOf({ ...order, holds: more?.holds ?? [] })).toBe(stage);
});
