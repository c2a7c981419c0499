import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { takePage } from "../paging.ts";
import { no, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";
import { dayOf, startOfDay } from "../time.ts";
import { voucherView } from "../voucher-view.ts";
import type { Voucher } from "../world.ts";

/** Success in this family has its own word. */
export const VOUCHER_OK: Reply = { errcode: 0, errmsg: "成功" };
const MAX_PAGE = 50;
const MAX_BILL_PAGE = 100;

/** A voucher of this shop: by its sealed code, or by code and SKU together. */
export const findVoucher = (
  call: Call,
  asked: { encrypted_code?: string | undefined; code?: string | undefined; sku_id?: string | undefined },
): Voucher | null => {
  const mine = (voucher: Voucher | undefined): voucher is Voucher => voucher?.shop === call.shop.appId;
  if (asked.encrypted_code !== undefined) {
    const found = [...call.world.vouchers.values()].find((known) => known.encryptedCode === asked.encrypted_code);
    return mine(found) ? found : null;
  }
  const found = call.world.vouchers.get(asked.code ?? "");
  return mine(found) && found.skuId === asked.sku_id ? found : null;
};

const getShape = z.object({
  encrypted_code: z.string().optional(),
  code: z.string().optional(),
  sku_id: z.string().optional(),
});

const get = (input: z.infer<typeof getShape>, call: Call): Reply => {
  if (input.encrypted_code === undefined && (input.code === undefined || input.sku_id === undefined))
    return no(10020051);
  const voucher = findVoucher(call, input);
  return voucher ? { ...VOUCHER_OK, voucher: voucherView(voucher) } : no(10020052, "voucher");
};

const listShape = z.object({
  openid: z.string(),
  status: whole.optional(),
  page_size: whole,
  page_ctx: z.string().optional(),
});

const list = (input: z.infer<typeof listShape>, call: Call): Reply => {
  if (input.openid === "") return no(10020003);
  if (input.page_size < 1 || input.page_size > MAX_PAGE) return no(10020051, "page_size");
  const { page_ctx = "", ...query } = input;
  return pageOf(call, {
    query: `voucher/list|${JSON.stringify(query)}`,
    keep: ({ openId, status }) => openId === input.openid && (input.status ?? status) === status,
    size: input.page_size,
    key: page_ctx,
    write: (vouchers) => ({ voucher_list: vouchers.map(voucherView) }),
  });
};

interface Wanted {
  query: string;
  keep: (voucher: Voucher) => boolean;
  size: number;
  key: string;
  write: (vouchers: readonly Voucher[]) => Reply;
}

const pageOf = (call: Call, wanted: Wanted): Reply => {
  const { vouchers } = call.world;
  const mine = (voucher: Voucher): boolean => voucher.shop === call.shop.appId && wanted.keep(voucher);
  const page = takePage(call, {
    query: `${call.shop.appId}|${wanted.query}`,
    ids: () => [...vouchers.values()].filter(mine).map(({ code }) => code),
    size: wanted.size,
    nextKey: wanted.key,
  });
  if (!page) return no(10020051, "page_ctx");
  const rows = page.ids.map((code) => vouchers.get(code)).filter((voucher) => voucher !== undefined);
  return { ...VOUCHER_OK, ...wanted.write(rows), page_ctx: page.more ? page.nextKey : "" };
};

const billShape = z.object({
  product_id: z.string(),
  bill_date: z.string(),
  page_size: whole,
  page_ctx: z.string().optional(),
});

const bills = (input: z.infer<typeof billShape>, call: Call): Reply => {
  if (startOfDay(input.bill_date) === null) return no(10020051, "bill_date");
  if (input.page_size < 1 || input.page_size > MAX_BILL_PAGE) return no(10020051, "page_size");
  const { page_ctx = "", ...query } = input;
  return pageOf(call, {
    query: `voucher/bill|${JSON.stringify(query)}`,
    keep: ({ productId, consumedMs }) =>
      productId === input.product_id && consumedMs !== null && dayOf(consumedMs) === input.bill_date,
    size: input.page_size,
    key: page_ctx,
    write: (vouchers) => ({
      bill_list: vouchers.map(({ code, skuId, orderId, amountFen }) => ({
        code,
        sku_id: skuId,
        order_id: orderId,
        voucher_pay_amount: amountFen,
        mch_settle_amount: amountFen,
      })),
    }),
  });
};

export const VOUCHER_READ_CALLS: Readonly<Record<string, Api>> = {
  "voucher/get": post(getShape, get, { set: 164 }),
  "voucher/get_list": post(listShape, list, { set: 164 }),
  "voucher/get_bill_list": post(billShape, bills, { set: 164 }),
};
