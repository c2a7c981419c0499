import type { ControlAnswer, PlaceOrder, Scene } from "../../kit/types.ts";
import { sellable, stockOf, type Goods, type Sku } from "../goods.ts";
import { pay } from "../life.ts";
import type { Order, OrderLine } from "../order.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { beijing } from "../time.ts";
import type { World } from "../world.ts";
import { refuse } from "./refuse.ts";

const BUYER = {
  name: "王小明",
  phone: "13900000001",
  address: "瑶山路8号",
  province: "湖南省",
  city: "永州市",
  town: "江华瑶族自治县",
};

/** A buyer orders what is on the shelf and in stock; the units are held until he pays. */
export function placeOrder(wanted: PlaceOrder, { world, clock, random }: Scene<World>): ControlAnswer {
  if (!world.shops.has(wanted.shop)) return refuse(404, "no_shop", `there is no shop ${wanted.shop}`);
  const now = wanted.placedAt === undefined ? clock.now() : Date.parse(wanted.placedAt);
  const lines: OrderLine[] = [];
  for (const { merchantKey, quantity } of wanted.lines) {
    const found = find(world, wanted.shop, merchantKey);
    if (found === null) return refuse(404, "no_sku", `the shop sells no ${merchantKey}`);
    const { goods, sku } = found;
    if (goods.shelf !== "on" || !sku.onSale) return refuse(409, "not_on_sale", "商品已下架");
    if (sellable(stockOf(goods, sku.id)) < quantity) return refuse(409, "out_of_stock", "库存不足");
    lines.push(lineOf(goods, sku, quantity));
  }
  const order = orderOf(wanted, lines, {
    now,
    sn: `${beijing(now).slice(2, 10).replaceAll("-", "")}-${random.digits(15)}`,
  });
  order.sellerDiscountFen = random.int(3) === 0 ? Math.min(500, Math.floor((lines[0]?.priceFen ?? 0) / 2)) : 0;
  order.platformDiscountFen = random.int(3) === 0 ? Math.min(300, Math.floor((lines[0]?.priceFen ?? 0) / 3)) : 0;
  order.postageFen = random.int(4) === 0 ? PLACEHOLDERS.freightFen.value : 0;
  for (const { goodsId, skuId, quantity } of lines) {
    const goods = world.goods.get(goodsId);
    if (goods !== undefined) stockOf(goods, skuId).reserved += quantity;
  }
  world.orders.set(order.sn, order);
  if (wanted.pay === true) pay(world, order, now);
  return { ok: true, value: { orderNo: order.sn } };
}

function find(world: World, mallId: string, key: string): { goods: Goods; sku: Sku } | null {
  for (const goods of world.goods.values()) {
    if (goods.mallId !== mallId || goods.deleted) continue;
    const sku = goods.live?.skus.find(({ id, outerId }) => outerId === key || id === key);
    if (sku !== undefined) return { goods, sku };
  }
  return null;
}

function lineOf(goods: Goods, sku: Sku, quantity: number): OrderLine {
  return {
    goodsId: goods.id,
    skuId: sku.id,
    outerId: sku.outerId,
    outerGoodsId: goods.live?.outerId ?? null,
    name: goods.live?.name ?? "",
    spec: sku.specs.map(({ name }) => name).join(","),
    priceFen: sku.groupPrice,
    quantity,
  };
}

function orderOf({ shop, buyer }: PlaceOrder, lines: readonly OrderLine[], of: { now: number; sn: string }): Order {
  return {
    sn: of.sn,
    mallId: shop,
    status: 1,
    refund: 1,
    confirm: 0,
    risk: false,
    createdAt: of.now,
    paidAt: null,
    confirmedAt: null,
    shippedAt: null,
    receivedAt: null,
    updatedAt: of.now,
    shipBy: null,
    lines,
    postageFen: 0,
    sellerDiscountFen: 0,
    platformDiscountFen: 0,
    changeFen: 0,
    buyer: { ...BUYER, ...buyer },
    memo: "",
    logisticsId: null,
    waybill: null,
  };
}
