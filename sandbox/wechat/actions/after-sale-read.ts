import * as z from "zod";
import { post, switchOf, type Api, type Call } from "../call.ts";
import { takePage } from "../paging.ts";
import { no, OK, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";
import { DAY_MS, seconds } from "../time.ts";
import type { AfterSale, OrderLine } from "../world.ts";

const PAGE = 20;
const MAX_SPAN_SECONDS = DAY_MS / 1_000;
const listShape = z.object({
  begin_create_time: whole.optional(),
  end_create_time: whole.optional(),
  begin_update_time: whole.optional(),
  end_update_time: whole.optional(),
  next_key: z.string().optional(),
});
type List = z.infer<typeof listShape>;
interface Window {
  begin: number;
  end: number;
  clock: (known: AfterSale) => number;
}

const list = (input: List, call: Call): Reply => {
  const window = windowOf(input);
  if (!window || window.end < window.begin || window.end - window.begin > MAX_SPAN_SECONDS) return no(10020004);
  const { next_key = "", ...query } = input;
  const page = takePage(call, {
    query: `${call.shop.appId}|aftersale|${JSON.stringify(query)}`,
    ids: () => matching(window, call),
    size: PAGE,
    nextKey: next_key,
  });
  if (!page) return no(40097, "next_key");
  return { ...OK, after_sale_order_id_list: page.ids, has_more: page.more, next_key: page.more ? page.nextKey : "" };
};

const windowOf = (input: List): Window | null => {
  if (input.begin_update_time !== undefined && input.end_update_time !== undefined) {
    return { begin: input.begin_update_time, end: input.end_update_time, clock: ({ updatedMs }) => updatedMs };
  }
  if (input.begin_create_time === undefined || input.end_create_time === undefined) return null;
  return { begin: input.begin_create_time, end: input.end_create_time, clock: ({ createdMs }) => createdMs };
};

const matching = ({ begin, end, clock }: Window, { world, shop, nowMs }: Call): readonly string[] =>
  [...world.afterSales.values()]
    .filter((known) => known.shop === shop.appId && clock(known) <= nowMs - switchOf(world, "readLagMs"))
    .filter((known) => seconds(clock(known)) >= begin && seconds(clock(known)) <= end)
    .sort((a, b) => clock(a) - clock(b) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

/** The case of this shop, or the refusal that tells a stranger's from an unknown one. */
export const findCase = (call: Call, id: string): { ok: true; known: AfterSale } | { ok: false; refusal: Reply } => {
  if (!/^\d+$/.test(id)) return { ok: false, refusal: no(10020000) };
  const known = call.world.afterSales.get(id);
  if (!known) return { ok: false, refusal: no(10021050) };
  return known.shop === call.shop.appId ? { ok: true, known } : { ok: false, refusal: no(10021043) };
};

const goodsView = (known: AfterSale, line: OrderLine | undefined): Reply => ({
  product_info: {
    product_id: line?.productId ?? "",
    sku_id: line?.skuId ?? "",
    count: known.count,
    fast_refund: false,
    voucher_list: known.codes.map((code) => ({ vourcher_code: code })),
    gift_product_list: [],
  },
  details: {
    desc: known.note,
    receive_product: (line?.shipped ?? 0) > 0,
    cancel_time: 0,
    media_id_list: [],
    tel_number: "",
  },
  refund_info: { amount: known.amountFen, refund_reason: known.refundReason },
  return_info: {
    waybill_id: known.back?.waybillId ?? "",
    delivery_id: known.back?.deliveryId ?? "",
    delivery_name: "",
  },
});

const view = (known: AfterSale, call: Call): Reply => {
  const order = call.world.orders.get(known.orderId);
  const line = order?.lines.find(({ id }) => id === known.lineId);
  return {
    after_sale_order_id: known.id,
    order_id: known.orderId,
    status: known.status,
    type: known.type,
    sub_type: 0,
    openid: order?.openId ?? "",
    unionid: "",
    ...goodsView(known, line),
    merchant_upload_info: { reject_reason: known.rejectReason, refund_certificates: [] },
    create_time: seconds(known.createdMs),
    update_time: seconds(known.updatedMs),
    reason: known.reason,
    reason_text: REASONS[known.reason] ?? known.reason,
    refund_resp: { ret: 0, code: "", message: "" },
    complaint_id: "",
    gen_scene: 0,
    ...(known.deadlineMs !== null && { deadline: Math.max(0, seconds(known.deadlineMs - call.nowMs)) }),
  };
};

/** The buyers' reasons. */
export const REASONS: Readonly<Record<string, string>> = {
  INCORRECT_SELECTION: "拍错/多拍",
  NO_LONGER_WANT: "不想要了",
  NO_EXPRESS_INFO: "无快递信息",
  EMPTY_PACKAGE: "包裹为空",
  REJECT_RECEIVE_PACKAGE: "已拒签包裹",
  NOT_DELIVERED_TOO_LONG: "快递长时间未送达",
  NOT_MATCH_PRODUCT_DESC: "与商品描述不符",
  QUALITY_ISSUE: "质量问题",
  SEND_WRONG_GOODS: "卖家发错货",
  THREE_NO_PRODUCT: "三无产品",
  FAKE_PRODUCT: "假冒产品",
  OTHERS: "其它",
};

export const AFTER_SALE_READ_CALLS: Readonly<Record<string, Api>> = {
  "aftersale/getaftersalelist": post(listShape, list, { set: 131 }),
  "aftersale/getaftersaleorder": post(
    z.object({ after_sale_order_id: z.string() }),
    ({ after_sale_order_id }, call) => {
      const found = findCase(call, after_sale_order_id);
      return found.ok ? { ...OK, after_sale_order: view(found.known, call) } : found.refusal;
    },
    { set: 131 },
  ),
  "aftersale/reason/get": post(
    z.object({}),
    () => ({
      ...OK,
      reason_list: Object.entries(REASONS).map(([reason, reason_text]) => ({ reason, reason_text })),
    }),
    { set: 131 },
  ),
};
