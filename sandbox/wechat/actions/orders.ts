import * as z from "zod";
import { post, switchOf, type Api, type Call } from "../call.ts";
import { casesOf, holdsOrder } from "../life/after-sales.ts";
import { saveOrder } from "../life/orders.ts";
import { orderView } from "../order-view.ts";
import { takePage } from "../paging.ts";
import { no, OK, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";
import { DAY_MS, seconds } from "../time.ts";
import type { Order } from "../world.ts";

const MAX_PAGE = 100;
const MAX_SPAN_SECONDS = (7 * DAY_MS) / 1_000;
const FILTERS: readonly number[] = [10, 12, 13, 20, 21, 30, 100, 250];

const range = z.object({ start_time: whole, end_time: whole });
const listShape = z.object({
  create_time_range: range.optional(),
  update_time_range: range.optional(),
  status: whole.optional(),
  openid: z.string().optional(),
  page_size: whole,
  next_key: z.string().optional(),
});
type List = z.infer<typeof listShape>;

const list = (input: List, call: Call): Reply => {
  const detail = listRefusal(input);
  if (detail !== null) return no(40097, detail);
  const { next_key = "", ...query } = input;
  const page = takePage(call, {
    query: `${call.shop.appId}|order/list|${JSON.stringify(query)}`,
    ids: () => matching(input, call),
    size: input.page_size,
    nextKey: next_key,
  });
  if (!page) return no(40097, "next_key");
  return { ...OK, order_id_list: page.ids, next_key: page.more ? page.nextKey : "", has_more: page.more };
};

const listRefusal = (input: List): string | null => {
  const window = input.update_time_range ?? input.create_time_range;
  if (!window || (input.update_time_range && input.create_time_range))
    return "one of create_time_range, update_time_range";
  if (window.end_time < window.start_time || window.end_time - window.start_time > MAX_SPAN_SECONDS)
    return "time range";
  if (input.page_size < 1 || input.page_size > MAX_PAGE) return "page_size";
  return input.status !== undefined && !FILTERS.includes(input.status) ? "status" : null;
};

/** Both ends of a window are in it. What changed within the read lag is not shown yet. */
const matching = (input: List, { world, shop, nowMs }: Call): readonly string[] => {
  const byUpdate = input.update_time_range !== undefined;
  const window = input.update_time_range ?? input.create_time_range ?? { start_time: 0, end_time: 0 };
  const clock = (order: Order): number => (byUpdate ? order.updatedMs : order.createdMs);
  const lagMs = switchOf(world, "readLagMs");
  return [...world.orders.values()]
    .filter((order) => {
      const at = seconds(clock(order));
      const inside = at >= window.start_time && at <= window.end_time && clock(order) <= nowMs - lagMs;
      return inside && order.shop === shop.appId && fits(order, input);
    })
    .sort((a, b) => clock(a) - clock(b) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
};

const fits = (order: Order, { status, openid }: Pick<List, "status" | "openid">): boolean =>
  (status === undefined || order.status === status) && (openid === undefined || order.openId === openid);

const searchShape = z.object({
  search_condition: z
    .object({
      title: z.string().optional(),
      sku_code: z.string().optional(),
      user_name: z.string().optional(),
      tel_number: z.string().optional(),
      tel_number_last4: z.string().optional(),
      order_id: z.string().optional(),
      merchant_notes: z.string().optional(),
      customer_notes: z.string().optional(),
    })
    .optional(),
  on_aftersale_order_exist: whole.optional(),
  status: whole.optional(),
  page_size: whole,
  next_key: z.string().optional(),
});
type Search = z.infer<typeof searchShape>;

const search = (input: Search, call: Call): Reply => {
  if (input.page_size < 1 || input.page_size > MAX_PAGE) return no(40097, "page_size");
  const { next_key = "", ...query } = input;
  const page = takePage(call, {
    query: `${call.shop.appId}|order/search|${JSON.stringify(query)}`,
    ids: () => [...call.world.orders.values()].filter((order) => isFound(order, input, call)).map(({ id }) => id),
    size: input.page_size,
    nextKey: next_key,
  });
  if (!page) return no(40097, "next_key");
  return { ...OK, orders: page.ids, next_key: page.more ? page.nextKey : "", has_more: page.more };
};

const isFound = (order: Order, input: Search, { world, shop }: Call): boolean => {
  const asked = input.search_condition ?? {};
  const has = (wanted: string | undefined, text: string): boolean => wanted === undefined || text.includes(wanted);
  const open = casesOf(world, order.id).some(holdsOrder);
  return (
    order.shop === shop.appId &&
    fits(order, { status: input.status, openid: undefined }) &&
    (input.on_aftersale_order_exist === undefined || Number(open) === input.on_aftersale_order_exist) &&
    (asked.order_id === undefined || asked.order_id === order.id) &&
    order.lines.some((line) => has(asked.title, line.title) && has(asked.sku_code, line.skuCode)) &&
    has(asked.merchant_notes, order.merchantNote) &&
    has(asked.customer_notes, order.buyerNote) &&
    (asked.user_name === undefined || asked.user_name === order.address.userName) &&
    (asked.tel_number === undefined || asked.tel_number === order.address.phone) &&
    (asked.tel_number_last4 === undefined || order.address.phone.endsWith(asked.tel_number_last4))
  );
};

/** The order of this shop, or the refusal. */
export const findOrder = (call: Call, id: string): { ok: true; order: Order } | { ok: false; refusal: Reply } => {
  const order = call.world.orders.get(id);
  return order?.shop === call.shop.appId ? { ok: true, order } : { ok: false, refusal: no(100002) };
};

const notesShape = z.object({ order_id: z.string(), merchant_notes: z.string() });

export const ORDER_CALLS: Readonly<Record<string, Api>> = {
  "order/list/get": post(listShape, list, { set: 131 }),
  "order/search": post(searchShape, search, { set: 131 }),
  "order/get": post(
    z.object({ order_id: z.string() }),
    ({ order_id }, call) => {
      const found = findOrder(call, order_id);
      return found.ok ? { ...OK, order: orderView(found.order, call) } : found.refusal;
    },
    { set: 131 },
  ),
  "order/merchantnotes/update": post(
    notesShape,
    ({ order_id, merchant_notes }, call) => {
      const found = findOrder(call, order_id);
      if (!found.ok) return found.refusal;
      saveOrder({ ...found.order, merchantNote: merchant_notes }, call);
      return OK;
    },
    { set: 131 },
  ),
};
