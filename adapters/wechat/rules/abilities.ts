import type { Ability, Absent, Carried } from "../../contract.ts";

const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });

/** What else merchants look for (reference 3.3, 8, 15). */
export const ABILITIES: Readonly<Record<Ability, Carried | Absent>> = {
  areaLimits: {
    by: {
      zh: "运费模板里的不发货地区，发布时选用该模板",
      en: "The freight template's areas that are not served (not_send_area), chosen at publication",
    },
  },
  supplierShipping: no(
    "平台代发要供货商自己注册并接受邀请，本系统不替他分单：用发货单分给供货方；在后台分给供货商的订单会暂停，不打面单、不发货",
    "The platform's own needs suppliers that sign up there, and is not assigned from here: our consignments do it; an order that was assigned there is held, neither labelled nor shipped by us",
  ),
  guaranteeOrders: no(
    "坏损包退单的查询结果没有公开说明：请在微信小店后台处理，注意处理期限",
    "What the search for guarantee orders answers is in no source: answer them in the back office, and mind their time limit",
  ),
  startRefund: no(
    "商家主动退款的接口（genaftersaleorder）只公开了名字，没有公开参数：请在微信小店后台的订单详情里操作，售后单会自动读回",
    "Only the name of the call (genaftersaleorder) is public, not what it takes: do it in the back office at the order, the case is read back",
  ),
};
