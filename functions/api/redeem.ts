import { hashOf } from "../../domain/hash.ts";
import type { Order } from "../../domain/order/order.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import type { Key } from "../shared/ports.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

export interface RedeemInput extends OrderAt {
  lineNo: string;
  code: string;
  key?: string | undefined;
}

/** Plans the redemption of one voucher code. One row per code: asking twice redeems once; a blocked one is tried again with its first key. */
export async function planRedemption(input: RedeemInput, call: Call): Promise<{ id: string; state: string }> {
  const { ports, m } = call;
  const { s, orderNo, lineNo, code } = input;
  const shop = await shopOf(s, call);
  if (isAbsent(adapterFor(shop.platform, call).effects.redeem))
    throw conflict("not_possible", {
      zh: "这个平台不支持由系统核销",
      en: "the platform lets nobody redeem by its API",
    });
  const { order } = await storedOrder(input, call);
  const line = voucherLine(order, lineNo);
  const n = hashOf(code).slice(0, 12);
  const key = keys.voucher(m, s, orderNo, n);
  const due = work.due(orderNo, plus(ports.clock.now(), NET_MS));
  const effectKey = input.key ?? ports.ids.id();
  const row = { state: "planned", code, lineNo, platformSkuId: line.platformSkuId, effectKey, ...due };
  const made = await ports.table.write({ put: { ...key, ...row }, if: { all: [["PK", "absent"]] } });
  const state = made.ok ? "planned" : String(made.old?.["state"]);
  if (state === "blocked") await planAgain(key, due, call);
  if (state !== "redeemed") await tellLane({ kind: "urgent", shop }, { kind: "redeem", orderNo, n }, call);
  return { id: n, state: state === "blocked" ? "planned" : state };
}

function voucherLine(order: Order, lineNo: string): Order["lines"][number] {
  const line = order.lines.find((one) => one.lineNo === lineNo);
  if (line === undefined) throw wrongField("/lineNo", { zh: "订单没有这一行", en: "the order has no such line" });
  if (line.binding?.kind !== "voucher")
    throw wrongField("/lineNo", { zh: "这一行不是券", en: "the line is no voucher" });
  if (order.holds.length > 0) throw conflict("on_hold", { zh: "订单暂停处理", en: "the order is on hold" });
  return line;
}

async function planAgain(key: Key, due: object, { ports }: Call): Promise<void> {
  const still = {
    all: [
      ["state", "=", "blocked"],
      ["turnId", "absent"],
    ],
  } as const;
  await ports.table.write({ update: key, set: { state: "planned", ...due }, if: still });
}
