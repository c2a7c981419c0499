import type { Ability, Absent, Carried } from "../../contract.ts";

const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });

export const labels = no(
  "苏宁没有公开的电子面单接口：请用快递公司自己的面单，发货时填写运单号",
  "No public call gives e-waybills: print with the carrier's own tool and type the number when it leaves",
);

export const laterShipping = no(
  "苏宁没有公开的延迟发货协商接口（orderdelay.modify 延长的是发货后的收货期）：与买家谈好后记录新日期，并在后台报备",
  "No public call asks a buyer for a later date (orderdelay.modify extends the time after shipping): agree by chat and note the date here",
);
export const effects = {
  createLabel: labels,
  addLabelParcel: labels,
  cancelLabel: labels,
  askLaterShipping: laterShipping,
};

/** What else merchants look for. */
export const abilities: Readonly<Record<Ability, Carried | Absent>> = {
  areaLimits: no(
    "苏宁按自己的省市编号限售（productsalearea.add），这里没有对照表：请在后台设置销售区域，或用运费模板",
    "Sale areas go by the platform's own numbers (productsalearea.add) and no map to ours is kept: set them in the back office or in the freight template",
  ),
  supplierShipping: no(
    "没有公开的供货商代发接口：用本系统的发货单分给供货方，每行一个运单号",
    "No public call lets a supplier ship: our consignments do, one number a line",
  ),
  guaranteeOrders: no(
    "没有公开的坏损赔付单接口：请在后台处理",
    "No public call shows damage claims: answer them in the back office",
  ),
  startRefund: no(
    "没有公开说明商家怎样主动退款：请在后台的订单详情里操作，退款单会自动读回",
    "No source tells how a merchant starts a refund: do it in the back office, the case is read back",
  ),
};
