import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { GUARANTEE, payGuarantee, saveGuarantee } from "../life/guarantees.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { Guarantee } from "../world.ts";

const BAD_LEVELS = [10, 30, 50, 80, 100];
const searchShape = z.object({
  guarantee_order_id_list: z.array(textOrNumber).optional(),
  order_id_list: z.array(textOrNumber).optional(),
  type: whole.optional(),
  begin_time: whole.optional(),
  end_time: whole.optional(),
  status_list: z.array(whole).optional(),
  offset: whole.optional(),
  limit: whole.optional(),
});
type Search = z.infer<typeof searchShape>;

const listed = <T>(wanted: readonly T[] | undefined, value: T): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

const fits = (one: Guarantee, input: Search): boolean =>
  listed(input.guarantee_order_id_list, one.id) &&
  listed(input.order_id_list, one.orderId) &&
  listed(input.status_list, one.status) &&
  (input.type === undefined || input.type === 0 || input.type === one.type) &&
  seconds(one.createdMs) >= (input.begin_time ?? 0) &&
  seconds(one.createdMs) <= (input.end_time ?? Number.MAX_SAFE_INTEGER);

const search = (input: Search, { world, shop }: Call): Reply => {
  const all = [...world.guarantees.values()].filter((one) => one.shop === shop.appId && fits(one, input));
  const { offset = 0, limit = 20 } = input;
  return {
    ...OK,
    guarantee_order_id_list: all.slice(offset, offset + limit).map(({ id }) => id),
    total_num: all.length,
  };
};

const view = (one: Guarantee, { world }: Call): Reply => {
  const line = world.orders.get(one.orderId)?.lines.find(({ id }) => id === one.lineId);
  return {
    guarantee_order_id: one.id,
    order_id: one.orderId,
    type: one.type,
    status: one.status,
    pay_amount: one.payFen,
    bad_level: one.badLevel,
    expire_time: seconds(one.expiresMs),
    create_time: seconds(one.createdMs),
    apply_reason: one.reason,
    merchant_remark: one.remark,
    product_info: [{ product_id: line?.productId ?? "", sku_id: line?.skuId ?? "", count: line?.count ?? 0 }],
  };
};

const id = z.object({ guarantee_order_id: textOrNumber });
type Answer = (one: Guarantee, call: Call) => Reply;

/** The document of this shop that waits for the shop. */
const waiting =
  <T extends { guarantee_order_id: string }>(
    run: (one: Guarantee, input: T, call: Call) => Reply,
    states: readonly number[],
  ) =>
  (input: T, call: Call): Reply => {
    const one = call.world.guarantees.get(input.guarantee_order_id);
    if (one?.shop !== call.shop.appId) return no(PLACEHOLDERS.guaranteeCodes.value.absent);
    return states.includes(one.status) ? run(one, input, call) : no(PLACEHOLDERS.guaranteeCodes.value.state);
  };

const accept: Answer = (one, call) => {
  payGuarantee(one, call);
  return OK;
};

export const GUARANTEE_CALLS: Readonly<Record<string, Api>> = {
  "aftersale/searchguaranteeorder": post(searchShape, search, { set: 131 }),
  "aftersale/getguaranteeorder": post(
    id,
    ({ guarantee_order_id }, call) => {
      const one = call.world.guarantees.get(guarantee_order_id);
      const refused = no(PLACEHOLDERS.guaranteeCodes.value.absent);
      return one?.shop === call.shop.appId ? { ...OK, guarantee_order: view(one, call) } : refused;
    },
    { set: 131 },
  ),
  "aftersale/merchantacceptguarantee": post(
    id,
    waiting((one, _, call) => accept(one, call), [GUARANTEE.merchant]),
    { set: 131 },
  ),
  "aftersale/merchantmodifyguarantee": post(
    id.extend({ bad_level: whole, merchant_remark: z.string().optional() }),
    waiting(
      (one, { bad_level, merchant_remark }, call) => {
        const refusal = firstRefusal([
          when(!BAD_LEVELS.includes(bad_level), 40097, "bad_level"),
          when(one.type !== 2, PLACEHOLDERS.guaranteeCodes.value.state),
        ]);
        if (refusal) return refusal;
        const remark = merchant_remark ?? "";
        const payFen = Math.floor((one.payFen * bad_level) / one.badLevel);
        saveGuarantee({ ...one, badLevel: bad_level, payFen, status: GUARANTEE.buyer, remark }, call);
        return OK;
      },
      [GUARANTEE.merchant],
    ),
    { set: 131 },
  ),
  "aftersale/merchantrefuseguarantee": post(
    id.extend({ reason: z.string(), pic_list: z.array(z.string()).optional() }),
    waiting(
      (one, { reason }, call) => {
        saveGuarantee({ ...one, status: GUARANTEE.platform, remark: reason }, call);
        return OK;
      },
      [GUARANTEE.merchant],
    ),
    { set: 131 },
  ),
  "aftersale/merchantproofguarantee": post(
    id.extend({ proof: z.string().optional(), pic_list: z.array(z.string()).optional() }),
    waiting(
      (one, _, call) => {
        saveGuarantee({ ...one, status: GUARANTEE.platform }, call);
        return OK;
      },
      [GUARANTEE.proof, GUARANTEE.bothProve, GUARANTEE.platform],
    ),
    { set: 131 },
  ),
};
