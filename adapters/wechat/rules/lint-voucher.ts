import type { Body, Finding } from "../../contract.ts";
import { blocks, hints, type Fault } from "./finding.ts";

/** Terms of a voucher that the platform overrides or can't hold (reference 5.1, 5.2). */
export function lintVoucher({ kind, voucher, skus }: Body): Finding[] {
  if (voucher === null) return [];
  return [
    ...blocks(voucher.useFrom > voucher.useUntil && VALIDITY, skus.length > 1 && kind !== "package_tour" && ONE_BAND),
    ...hints(voucher.refund !== "any_time" && REFUND),
  ];
}

const VALIDITY: Fault = {
  rule: "validity",
  code: null,
  pointer: "/voucher/useUntil",
  say: ["有效期的结束早于开始", "The validity ends before it begins"],
  remedy: ["改有效期", "Change the validity"],
};
const ONE_BAND: Fault = {
  rule: "one_band",
  code: null,
  pointer: "/skus",
  say: [
    "微信团购的有效期和可用日期按商品设置，一个商品只能放一个价格档",
    "Validity is per product: one price band per voucher product",
  ],
  remedy: ["每个价格档单独建一个商品，共用同一批房晚库存", "Make one listing per band, all drawing on the same nights"],
};
const REFUND: Fault = {
  rule: "refund",
  code: null,
  pointer: "/voucher/refund",
  say: [
    "微信团购未使用随时可退、过期自动退，这里写的退款规则在微信不生效",
    "Unused vouchers are refunded at any time and when they expire; other terms have no force there",
  ],
  remedy: ["按“随时退、过期退”计算收入", "Count on refunds at any time"],
};
