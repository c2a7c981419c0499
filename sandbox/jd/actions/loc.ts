import type { Actions, Call } from "../call.ts";
import { badValue } from "../codes.ts";
import { codesOf, FINISHED, issueCode, LOC_CODES_OUT, LOC_WAITS_FOR_CODE, moveTo, setCode } from "../order-life.ts";
import { listOf, needId, needText, recordOf, textOf, wholeOf, type Params } from "../params.ts";
import { needWare } from "../ware-rules.ts";
import { findCode, ownLocOrder } from "./loc-reads.ts";
import type { Voucher } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;

/** Null when the code was redeemed; else the reason why not. */
function redeem({ world, now }: Call, voucher: Voucher | null): string | null {
  if (voucher === null) return "消费码不存在";
  if (voucher.status === 2) return "消费码已使用";
  if (voucher.status === 3) return "消费码已过期";
  if (voucher.status !== 1) return "消费码已退款或锁定";
  setCode(voucher, 2, now);
  voucher.consumedAt = now;
  const order = world.orders.get(voucher.orderId);
  if (order !== undefined) {
    const done = codesOf(world, order).every((one) => one.status === 2);
    moveTo(order, done ? FINISHED : order.state, now);
  }
  return null;
}

/** The same requestId gets the first answer again. */
function consume(call: Call): Answer {
  const { world, shop, params } = call;
  const once = `${shop.venderId}/${needText(params, "requestId")}`;
  if ((wholeOf(params, "consumeCount") ?? 1) !== 1) throw badValue("consumeCount", "1");
  const before = world.redemptions.get(once);
  const voucher = findCode(call, needText(params, "codeNum"), needText(params, "pwdNumber"));
  const reason = before ?? redeem(call, voucher) ?? "";
  world.redemptions.set(once, reason);
  const good = reason === "";
  const words = { resultCode: good ? "0" : "1", resultMessage: good ? "success" : reason };
  return { returnType: { success: good, result: good, ...words } };
}

function consumeOld(call: Call): Answer {
  const reason = redeem(call, findCode(call, textOf(call.params, "card_number"), needText(call.params, "pwd_umber")));
  const words = { result_code: reason === null ? 0 : 1, rsudoesult_message: reason ?? "success" };
  return { consume_result: { ...words, is_success: reason === null } };
}

function revoke(call: Call): Answer {
  const param = recordOf(call.params, "revokeCheckNumParam");
  const voucher = findCode(call, needText(param, "codeNum"), needText(param, "pwdNumber"));
  if (voucher?.status !== 2)
    return { returnType: { success: false, result: false, resultCode: "1", resultMessage: "消费码未使用" } };
  setCode(voucher, 1, call.now);
  voucher.consumedAt = null;
  const order = call.world.orders.get(voucher.orderId);
  if (order !== undefined) {
    order.endAt = null;
    moveTo(order, LOC_CODES_OUT, call.now);
  }
  return { returnType: { success: true, result: true, resultCode: "0", resultMessage: "success" } };
}

/** The merchant's own codes, one for each unit bought. */
function upload(call: Call): Answer {
  const { world, params, now } = call;
  const answer = (is_success: boolean, result_message: string): Answer => ({
    result: { is_success, result_code: is_success ? 0 : 1, result_message },
  });
  const order = ownLocOrder(call, needId(params, "order_id"));
  if (order?.state !== LOC_WAITS_FOR_CODE) return answer(false, "订单不在等待发码状态");
  const passwords = listOf(params, "pwd_number") ?? [];
  const cards = listOf(params, "card_number") ?? passwords;
  const units = order.lines.flatMap((line) => Array.from({ length: line.quantity }, () => line));
  if (passwords.length !== units.length || cards.length !== units.length) return answer(false, "消费码数量不正确");
  if (cards.some((card) => world.vouchers.has(card))) return answer(false, "消费码重复");
  units.forEach((line, at) => {
    issueCode(world, order, { line, now, type: 1, card: cards[at] ?? "", password: passwords[at] ?? "" });
  });
  moveTo(order, LOC_CODES_OUT, now);
  return answer(true, "success");
}

function setFeature(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const param: Params = recordOf(call.params, "featureParam");
  const names = ["multiCouponUseTimes", "consumeConfig"];
  const features = names.map((key) => ({ key, value: String(wholeOf(param, key) ?? 0) }));
  ware.features = [...ware.features.filter((one) => !names.includes(one.key)), ...features];
  return { returnType: { success: true, result: true } };
}

/** Local life: codes come and are redeemed (reference 9). */
export const LOC: Actions = {
  "jingdong.loc.ware.feature.write": { required: ["wareId", "featureParam"], run: setFeature },
  "jingdong.loc.code.consume": { required: ["requestId", "codeNum", "pwdNumber"], run: consume },
  "jingdong.pop.order.loc.revokeCheckNumber": { required: ["revokeCheckNumParam"], run: revoke },
  "jingdong.pop.oto.checkNumbers.upload": { required: ["order_id", "pwd_number"], run: upload },
  "jingdong.pop.oto.CheckNumber.consumer": { required: ["pwd_umber", "code_type"], run: consumeOld },
};
