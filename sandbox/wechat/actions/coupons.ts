import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { isListed } from "../life/products.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { lengthOf, when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { DAY_MS, seconds } from "../time.ts";
import type { Coupon } from "../world.ts";

const TYPES = [1, 2, 3, 4, 101, 102, 103, 104];
const STATUS = { initial: 1, effective: 2, void: 4, deleted: 5 } as const;
const MAX_FEE_FEN = 20_000;
const MAX_SPAN_SECONDS = (365 * DAY_MS) / 1_000;

const fieldsShape = z.object({
  type: whole,
  name: z.string(),
  promote_info: z.looseObject({ promote_type: whole }),
  discount_info: z.object({
    discount_num: whole.optional(),
    discount_fee: whole.optional(),
    discount_condition: z
      .object({
        product_cnt: whole.optional(),
        product_price: whole.optional(),
        product_ids: z.array(textOrNumber).optional(),
      })
      .optional(),
  }),
  receive_info: z.looseObject({
    start_time: whole,
    end_time: whole,
    limit_num_one_person: whole,
    total_num: whole,
  }),
  valid_info: z.object({
    valid_type: whole,
    start_time: whole.optional(),
    end_time: whole.optional(),
    valid_day_num: whole.optional(),
  }),
  ext_info: z.looseObject({}).optional(),
  auto_valid_info: z.object({ auto_valid_type: whole }).optional(),
});
type Fields = z.infer<typeof fieldsShape>;

const isDiscount = ({ type }: Fields): boolean => [1, 3].includes(type % 100);

const fieldsRefusal = (fields: Fields, call: Call): Reply | null => {
  const { discount_info: discount, receive_info: receive } = fields;
  const condition = discount.discount_condition ?? {};
  return firstRefusal([
    when(!TYPES.includes(fields.type), 10021035),
    when(lengthOf(fields.name) === 0 || lengthOf(fields.name) > 10, 10021005),
    when(![1, 9, 10].includes(fields.promote_info.promote_type), 10021014),
    when(fields.promote_info.promote_type === 9, 10021061),
    when(isDiscount(fields) && !isShare(discount.discount_num ?? 0), 10021006),
    when(!isDiscount(fields) && !isFee(discount.discount_fee ?? 0), 10021007),
    when(condition.product_cnt !== undefined && condition.product_price !== undefined, 10021071),
    when((condition.product_ids ?? []).length > 200, 10021072),
    when(!isDiscount(fields) && isBelow(discount.discount_fee ?? 0, condition.product_price), 10021008),
    when(receive.end_time <= receive.start_time || receive.end_time <= seconds(call.nowMs), 10021009),
    when(receive.end_time - receive.start_time > MAX_SPAN_SECONDS, 10021077),
    when(receive.total_num < 1, 10021010),
    when(receive.limit_num_one_person < 1 || receive.limit_num_one_person > receive.total_num, 10021011),
    validRefusal(fields.valid_info),
    productsRefusal(condition.product_ids ?? [], call),
  ]);
};

const isShare = (num: number): boolean => num >= 1_000 && num <= 10_000 && num % 100 === 0;
const isFee = (fen: number): boolean => fen >= 1 && fen <= MAX_FEE_FEN;
/** Nothing may be sold for less than a fifth of its price. */
const isBelow = (feeFen: number, floorFen: number | undefined): boolean =>
  floorFen !== undefined && feeFen > floorFen * 0.8;

const validRefusal = (valid: Fields["valid_info"]): Reply | null => {
  if (valid.valid_type === 2) return when((valid.valid_day_num ?? 0) < 1 || (valid.valid_day_num ?? 0) > 180, 10021073);
  if (valid.valid_type !== 1) return no(10021012);
  const span = (valid.end_time ?? 0) - (valid.start_time ?? 0);
  return firstRefusal([when(span <= 0, 10021013), when(span > MAX_SPAN_SECONDS, 10021078)]);
};

const productsRefusal = (ids: readonly string[], { world, shop }: Call): Reply | null =>
  firstRefusal(
    ids.map((id) => {
      const product = world.products.get(id);
      if (product?.shop !== shop.appId) return no(10021021, id);
      return when(!isListed(product), 10021080, id);
    }),
  );

const create = (fields: Fields, call: Call): Reply => {
  const refusal = fieldsRefusal(fields, call);
  if (refusal) return refusal;
  const coupon: Coupon = {
    id: call.random.digits(10),
    shop: call.shop.appId,
    type: fields.type,
    status: fields.auto_valid_info?.auto_valid_type === 1 ? STATUS.effective : STATUS.initial,
    fields,
    createdMs: call.nowMs,
    updatedMs: call.nowMs,
  };
  call.world.coupons.set(coupon.id, coupon);
  return { ...OK, data: { coupon_id: coupon.id } };
};

const mine = (id: string, { world, shop }: Call): Coupon | null => {
  const found = world.coupons.get(id);
  return found?.shop === shop.appId && found.status !== STATUS.deleted ? found : null;
};

const update = (input: Fields & { coupon_id: string }, call: Call): Reply => {
  const found = mine(input.coupon_id, call);
  if (!found) return no(10021074);
  const { coupon_id: _, ...fields } = input;
  const refusal = fieldsRefusal(fields, call);
  if (refusal) return refusal;
  Object.assign(found, { fields, type: fields.type, updatedMs: call.nowMs });
  return { ...OK, data: { coupon_id: found.id } };
};

const setStatus = (input: { coupon_id: string; status: number }, call: Call): Reply => {
  const found = mine(input.coupon_id, call);
  const refusal = firstRefusal([
    when(found === null, 10021074),
    when(![STATUS.effective, STATUS.void, STATUS.deleted].some((one) => one === input.status), 10021075),
    when(found?.status === STATUS.void && input.status === STATUS.effective, 10021075),
  ]);
  if (refusal || !found) return refusal ?? no(10021074);
  Object.assign(found, { status: input.status, updatedMs: call.nowMs });
  return OK;
};

const view = (one: Coupon): Reply => {
  const { type: _, ...coupon_info } = one.fields;
  return {
    coupon_id: one.id,
    type: one.type,
    status: one.status,
    create_time: seconds(one.createdMs),
    update_time: seconds(one.updatedMs),
    coupon_info,
    stock_info: { issued_num: 0, receive_num: 0, used_num: 0 },
  };
};

const list = (input: { status?: number | undefined; page: number; page_size: number }, call: Call): Reply => {
  const all = [...call.world.coupons.values()].filter(
    (one) => one.shop === call.shop.appId && (input.status === undefined || one.status === input.status),
  );
  const start = (input.page - 1) * input.page_size;
  const coupons = all.slice(start, start + input.page_size).map(({ id }) => ({ coupon_id: id }));
  return { ...OK, coupons, total_num: all.length, page_ctx: "" };
};

export const COUPON_CALLS: Readonly<Record<string, Api>> = {
  "coupon/create": post(fieldsShape, create, { set: 132 }),
  "coupon/update": post(fieldsShape.extend({ coupon_id: textOrNumber }), update, { set: 132 }),
  "coupon/update_status": post(z.object({ coupon_id: textOrNumber, status: whole }), setStatus, { set: 132 }),
  "coupon/get": post(
    z.object({ coupon_id: textOrNumber }),
    ({ coupon_id }, call) => {
      const found = mine(coupon_id, call);
      return found ? { ...OK, coupon: view(found) } : no(10021074);
    },
    { set: 132 },
  ),
  "coupon/get_list": post(
    z.object({ status: whole.optional(), page: whole, page_size: whole, page_ctx: z.string().optional() }),
    list,
    { set: 132 },
  ),
  // No buyer of this world takes a coupon by himself.
  "coupon/get_user_coupon_list": post(
    z.looseObject({ openid: z.string() }),
    () => ({ ...OK, user_coupon_list: [], total_num: 0, page_ctx: "" }),
    { set: 132 },
  ),
  "coupon/get_user_coupon": post(z.looseObject({ user_coupon_id: textOrNumber }), () => no(10021074), { set: 132 }),
};
