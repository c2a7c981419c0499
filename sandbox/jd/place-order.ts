import type { ControlAnswer, PlaceOrder, Scene } from "../kit/types.ts";
import { pay } from "./order-life.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { fromIso, SECOND_MS } from "./time.ts";
import type { Order, OrderLine } from "./order.ts";
import { sellable, skusOf, type Sku, type Ware } from "./ware.ts";
import { newId, type World } from "./world.ts";

type Chosen = { ware: Ware; sku: Sku; quantity: number };
const FREE_FREIGHT_FEN = 9_900;
const PAYING_MS = 25 * SECOND_MS;

/** Places an order as a buyer could, or tells why JD would not sell. */
export function orderOf(wanted: PlaceOrder, scene: Scene<World>): Order | Extract<ControlAnswer, { ok: false }> {
  const { world, clock } = scene;
  if (!world.shops.has(wanted.shop)) return refuse(404, "no_shop", `there is no shop ${wanted.shop}`);
  const chosen: Chosen[] = [];
  for (const line of wanted.lines) {
    const found = choose(world, wanted.shop, line);
    if ("ok" in found) return found;
    chosen.push(found);
  }
  const short = chosen.find(({ sku }) => quantityOf(chosen, sku) > sellable(sku));
  if (short !== undefined) return refuse(409, "sold_out", `库存不足: ${short.sku.skuId}`);
  const local = new Set(chosen.map(({ ware }) => isLocal(world, ware)));
  if (local.size > 1) return refuse(409, "mixed_order", "本地生活商品不能与实物商品一起下单");
  const now = clock.now();
  const order = makeOrder(wanted, { world, chosen, local: local.has(true), now });
  for (const { sku, quantity } of chosen) {
    sku.booked += quantity;
    sku.sold += quantity;
  }
  world.orders.set(order.orderId, order);
  if (wanted.pay !== false) pay(world, order, Math.min(now, order.createdAt + PAYING_MS));
  return order;
}

function refuse(status: number, code: string, message: string): Extract<ControlAnswer, { ok: false }> {
  return { ok: false, refusal: { status, code, message } };
}

function choose(
  world: World,
  shop: string,
  { merchantKey, quantity }: { merchantKey: string; quantity: number },
): Chosen | Extract<ControlAnswer, { ok: false }> {
  const found = [...world.wares.values()]
    .filter((ware) => ware.venderId === shop && ware.deletedAt === null)
    .flatMap((ware) => skusOf(ware).map((sku) => ({ ware, sku, quantity })))
    .filter(({ ware, sku }) => isMeant(ware, sku, merchantKey));
  if (found.length === 0) return refuse(409, "unknown_code", `没有该商品: ${merchantKey}`);
  const onSale = found.find(({ ware, sku }) => ware.base === 8 && sku.enabled);
  return onSale ?? refuse(409, "not_on_sale", `商品未上架: ${merchantKey}`);
}

/** The sku's own code or number; the ware's code when it has one sku only. */
function isMeant(ware: Ware, sku: Sku, key: string): boolean {
  return sku.outerId === key || sku.skuId === key || (ware.outerId === key && skusOf(ware).length === 1);
}

function quantityOf(chosen: readonly Chosen[], sku: Sku): number {
  return chosen.filter((one) => one.sku === sku).reduce((sum, one) => sum + one.quantity, 0);
}

function isLocal(world: World, ware: Ware): boolean {
  return world.categories.get(ware.multiCategoryId)?.kind === "local";
}

function makeOrder(
  wanted: PlaceOrder,
  { world, chosen, local, now }: { world: World; chosen: readonly Chosen[]; local: boolean; now: number },
): Order {
  const createdAt = wanted.placedAt === undefined ? now : Math.min(now, fromIso(wanted.placedAt));
  const total = chosen.reduce((sum, { sku, quantity }) => sum + sku.priceFen * quantity, 0);
  const buyer = wanted.buyer ?? {};
  return {
    orderId: newId(world, 12),
    venderId: wanted.shop,
    parentId: null,
    type: local ? "75" : "22",
    state: PLACEHOLDERS.unpaidState.value,
    stateBeforeLock: null,
    createdAt,
    paidAt: null,
    endAt: null,
    modified: createdAt,
    lines: chosen.map(lineOf),
    freightFen: local || total >= FREE_FREIGHT_FEN ? 0 : PLACEHOLDERS.freightFen.value,
    consignee: {
      fullname: buyer["name"] ?? "李秀英",
      mobile: buyer["phone"] ?? `138${world.random.digits(8)}`,
      province: buyer["province"] ?? "湖南",
      city: buyer["city"] ?? "永州市",
      county: buyer["county"] ?? "江华瑶族自治县",
      address: buyer["address"] ?? "沱江镇长征路1号",
      oaid: `OAID${world.random.hex(24)}`,
    },
    buyerNote: buyer["note"] ?? "",
    sellerNote: "",
    sellerFlag: "0",
    splits: buyer["split"] === "yes",
    carrier: "",
    waybill: "",
    shippedAt: null,
  };
}

function lineOf({ ware, sku, quantity }: Chosen): OrderLine {
  const name = [ware.title, ...sku.saleAttrs.flatMap((one) => one.attrValueAlias)].join(" ");
  return {
    skuId: sku.skuId,
    wareId: ware.wareId,
    outerId: sku.outerId,
    name,
    priceFen: sku.priceFen,
    quantity,
    refunded: 0,
  };
}
