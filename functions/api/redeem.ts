import { hashOf } from "../../domain/hash.ts";
import type { Day } from "../../domain/units.ts";
import type { Order } from "../../domain/order/order.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import { issuePurpose, secretPurpose, VoucherRow } from "../shared/orders/voucher.ts";
import type { Key } from "../shared/ports.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

export interface RedeemInput extends OrderAt {
  lineNo: string;
  code: string;
  secret?: string | undefined;
  store?: { id: string; name: string } | undefined;
  /** The night that the guest had booked. */
  day?: Day | undefined;
  /** Made on the phone before its first try, and kept while it has no signal. */
  key: string;
}

/** Plans the redemption of one voucher code. One row a code: the same key twice redeems once, another guest with a used code is refused, a blocked one is tried again with its first key. */
export async function planRedemption(input: RedeemInput, call: Call): Promise<{ id: string; state: string }> {
  const { ports, m, sealer } = call;
  const { s, orderNo, lineNo, code, secret, store = null, day = null, key: effectKey } = input;
  const shop = await shopOf(s, call);
  const facts = adapterFor(shop.platform, call).effects.redeem;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const line = voucherLine((await storedOrder(input, call)).order, lineNo);
  if (day !== null && !(line.booked ?? []).some((one) => one.day === day && one.used < one.units))
    throw wrongField("/day", { zh: "这一天没有预约", en: "no voucher of the line is booked for that day" });
  const n = hashOf(code).slice(0, 12);
  const key = keys.voucher(m, s, orderNo, n);
  const due = work.due(orderNo, plus(ports.clock.now(), NET_MS));
  const sealed = secret === undefined ? null : await sealer.seal(m, secretPurpose(s, orderNo, n), { secret });
  const asked = { sealed, store, day, by: call.caller.subject };
  const row = { state: "planned", code, lineNo, platformSkuId: line.platformSkuId, effectKey, ...asked, ...due };
  const made = await ports.table.write({ put: { ...key, ...row }, if: { all: [["PK", "absent"]] } });
  const there = made.ok ? null : VoucherRow.parse(made.old);
  if (there !== null && there.effectKey !== effectKey) refuseUsed(there);
  if (there?.state === "blocked" || there?.state === "undone")
    await planAgain(key, { from: there.state, set: { ...asked, ...due } }, call);
  const state = there === null || there.state === "blocked" || there.state === "undone" ? "planned" : there.state;
  if (state === "planned") await tellLane({ kind: "urgent", shop }, { kind: "redeem", orderNo, n }, call);
  return { id: n, state };
}

function voucherLine(order: Order, lineNo: string): Order["lines"][number] {
  const line = order.lines.find((one) => one.lineNo === lineNo);
  if (line === undefined) throw wrongField("/lineNo", { zh: "订单没有这一行", en: "the order has no such line" });
  if (line.binding?.kind !== "voucher")
    throw wrongField("/lineNo", { zh: "这一行不是券", en: "the line is no voucher" });
  if (order.holds.length > 0) throw conflict("on_hold", { zh: "订单暂停处理", en: "the order is on hold" });
  return line;
}

/** Somebody else has shown this code, or shows it just now. A refused one may be tried by another. */
function refuseUsed({ state, redeemedAt }: VoucherRow): void {
  if (state === "redeemed")
    throw conflict("used", {
      zh: `这张券已核销（${redeemedAt ?? ""}）`,
      en: `the code was redeemed at ${redeemedAt ?? ""}`,
    });
  if (state === "planned" || state === "undoing")
    throw conflict("in_use", { zh: "这张券正在核销，待确认", en: "the code is being redeemed just now" });
}

async function planAgain(key: Key, { from, set }: { from: string; set: object }, { ports }: Call): Promise<void> {
  const still = {
    all: [
      ["state", "=", from],
      ["turnId", "absent"],
    ],
  } as const;
  await ports.table.write({ update: key, set: { ...set, state: "planned" }, remove: ["findings", "who"], if: still });
}

type VoucherAt = OrderAt & { n: string };

/** Takes a redemption back, where and as long as the platform lets anybody. */
export async function undoRedemption(at: VoucherAt & { key: string }, call: Call): Promise<{ state: string }> {
  const { ports, m } = call;
  const shop = await shopOf(at.s, call);
  const facts = adapterFor(shop.platform, call).effects.undoRedeem;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const key = keys.voucher(m, at.s, at.orderNo, at.n);
  const row = VoucherRow.safeParse(await ports.table.get(key)).data;
  if (row === undefined) throw notFound({ zh: "这次核销", en: "redemption" });
  if (row.state === "undone" || row.state === "undoing") return { state: row.state };
  const set = { state: "undoing", undoKey: at.key, ...work.due(at.orderNo, plus(ports.clock.now(), NET_MS)) };
  const still = {
    all: [
      ["state", "=", "redeemed"],
      ["turnId", "absent"],
    ],
  } as const;
  const done = await ports.table.write({ update: key, set, if: still });
  if (!done.ok) throw conflict("wrong_state", { zh: `这张券的状态是 ${row.state}`, en: `the voucher is ${row.state}` });
  await tellLane({ kind: "urgent", shop }, { kind: "redeem", orderNo: at.orderNo, n: at.n }, call);
  return { state: "undoing" };
}

export interface IssueInput extends OrderAt {
  lineNo: string;
  codes: readonly { code: string; secret?: string | undefined }[];
  key: string;
}

/** Plans to give the platform the merchant's own codes of a line: as many as were bought. The same key twice issues once. */
export async function planIssue(input: IssueInput, call: Call): Promise<{ id: string; state: string }> {
  const { ports, m, sealer } = call;
  const { s, orderNo, lineNo, key: effectKey } = input;
  const shop = await shopOf(s, call);
  const facts = adapterFor(shop.platform, call).effects.issueVouchers;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const { platformSkuId, quantity, cancelled } = voucherLine((await storedOrder(input, call)).order, lineNo);
  if (input.codes.length !== quantity - cancelled)
    throw wrongField("/codes", {
      zh: `应有 ${quantity - cancelled} 个券码`,
      en: `it needs ${quantity - cancelled} codes`,
    });
  const n = hashOf(`${lineNo}|${effectKey}`).slice(0, 12);
  const codes = input.codes.map(({ code, secret = null }) => ({ code, secret, platformSkuId }));
  const sealed = await sealer.seal(m, issuePurpose(s, orderNo, n), codes);
  const due = work.due(orderNo, plus(ports.clock.now(), NET_MS));
  const row = { state: "planned", lineNo, sealed, effectKey, ...due };
  const made = await ports.table.write({
    put: { ...keys.issue(m, s, orderNo, n), ...row },
    if: { all: [["PK", "absent"]] },
  });
  if (!made.ok) return { id: n, state: String(made.old?.["state"]) };
  await tellLane({ kind: "urgent", shop }, { kind: "issue", orderNo, n }, call);
  return { id: n, state: "planned" };
}
