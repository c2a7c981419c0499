import { type Ask, type Fields, noResult, one, refuse, type Reply } from "../answer.ts";
import { records, text } from "../params.ts";
import { redeem, vouchersOf } from "../voucher-life.ts";
import type { Voucher } from "../world.ts";
import type { Action } from "./action.ts";

const STATES: Readonly<Record<Voucher["state"], string>> = { active: "1", redeemed: "2", refunded: "3", expired: "4" };

/** The codes of the shop's orders, in the order in which the orders were named. */
function getCodes({ params, shop, scene }: Ask): Reply {
  const orders = records(params["items"]).map((item) => text(item, "orderNo"));
  const found = orders.flatMap((order) => vouchersOf(scene.world, order)).filter((one) => one.shop === shop.code);
  return found.length === 0 ? noResult() : one(found.map(codeRow));
}

function codeRow({ code, orderCode, lineNumber, state }: Voucher): Fields {
  const codeStatus = STATES[state];
  return { orderNo: orderCode, orderLineNumber: lineNumber, eleCode: code, codeType: "1", codeStatus };
}

const invalid = (field: string, message: string): Reply =>
  refuse(`biz.custom.verificationInfo.invalid-biz:${field}`, message);

/** Redeems one code at one of the shop's stores; there is no way back. */
function redeemCode({ params, shop, scene }: Ask): Reply {
  const [code, storeCode] = [text(params, "eleCode"), text(params, "storeCode")];
  if (!shop.stores.some((store) => store.code === storeCode)) return invalid("storeCode", "门店不存在");
  const voucher = scene.world.vouchers.get(code);
  if (voucher === undefined || voucher.shop !== shop.code) return invalid("eleCode", "电子码不存在");
  if (voucher.state !== "active") return invalid("eleCode", "电子码已核销或已失效");
  redeem(voucher, scene);
  return one({ result: "Y" });
}

export const vouchers: Readonly<Record<string, Action>> = {
  "suning.custom.code.get": { module: "getCode", required: ["items"], run: getCodes },
  "suning.custom.code.modify": {
    module: "verificationInfo",
    required: ["eleCode", "codeType", "storeCode", "storeName"],
    run: redeemCode,
  },
};
