import { fen } from "../../domain/money.ts";
import { claimsOf } from "../../domain/order/claims.ts";
import type { Consignment, Line, Order } from "../../domain/order/order.ts";
import { instantFrom } from "../../domain/time.ts";

/** When the order was placed. */
export const PLACED = instantFrom("2026-11-24T00:00:00.000Z");
const zero = fen(0);
const money = {
  listFen: zero,
  sellerDiscountFen: zero,
  platformDiscountFen: zero,
  creatorDiscountFen: zero,
  buyerPaidFen: zero,
  freightFen: zero,
  receivableFen: null,
  commissionFen: null,
  funders: [],
};

/** A line of two units, 2,500 g each. */
export function line(lineNo: string, supplierId: string, kind: "goods" | "voucher" = "goods"): Line {
  const binding = {
    listingId: "goods-1",
    optionId: "a",
    merchantKey: `K${lineNo}`,
    kind,
    draws: [{ poolId: "heap", qty: 2_500 }],
    supplierId,
    locationId: "loc",
    categoryCode: "F-walnut",
    originCode: "621221",
    undated: kind === "voucher",
  };
  const counts = { quantity: 2, cancelled: 0, shipped: 0, refunded: 0, returned: 0 };
  const ours = { binding, handedOver: 0, back: 0, redeemed: 0, claims: [] };
  const names = { lineNo, merchantKey: `K${lineNo}`, platformId: "p", platformSkuId: `ps${lineNo}`, name: "核桃" };
  return { ...names, gift: false, ...counts, money, ...ours };
}

function consignment(id: string, lineNo: string): Consignment {
  const lines = [{ lineNo, quantity: 2 }];
  return { id, supplierId: id, locationId: "loc", lines, shipBy: null, state: "sent", parcels: [], answer: null };
}

/** A paid order of two lines that leave two places. */
export function order(more: Partial<Order> = {}): Order {
  const whole = {
    orderNo: "9001",
    parentOrderNo: null,
    pay: "paid",
    rawState: "WAIT",
    recognised: true,
    ended: false,
    placedAt: PLACED,
    paidAt: PLACED,
    updatedAt: PLACED,
    shipBy: null,
    holds: [],
    lines: [line("1", "self"), line("2", "sup-1")],
    freightFen: zero,
    parcels: [],
    sellerNote: null,
    invoice: false,
    mergeKey: null,
    consignments: [consignment("self", "1"), consignment("sup-1", "2")],
    children: {},
    split: null,
    cases: [],
    shipments: [],
    applied: null,
    receiverVersion: "rv1",
    anomaly: null,
    readAt: PLACED,
    hash: "h",
    erased: false,
    ...more,
  } satisfies Order;
  return { ...whole, lines: claimsOf(whole, null) };
}
