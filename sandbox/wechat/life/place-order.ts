import { createHash } from "node:crypto";
import type { PlaceOrder } from "../../kit/types.ts";
import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import { newOrderId } from "../ids.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import type { Address, Order, OrderLine, Product, Sku, World } from "../world.ts";
import { plan } from "./agenda.ts";
import { isListed, settleSoldOut, STATUS } from "./products.ts";
import { FLOW, noteFlow } from "./stock-flow.ts";

const MAX_VOUCHERS_AN_ORDER = 10;

/** Why a line may not be sold: the platform's code, and a sentence. */
export interface NotSold {
  code: number;
  message: string;
}
interface Ware {
  product: Product;
  sku: Sku;
  quantity: number;
}
type Made = { ok: true; order: Order } | { ok: false; why: NotSold };

/** Places an order at `placedMs`, which may lie in the past; its units leave the stock at once. */
export const placeOrder = (asked: PlaceOrder, placedMs: number, stage: Stage): Made => {
  const wares: Ware[] = [];
  for (const line of asked.lines) {
    const ware = findWare(stage.world, asked.shop, line);
    if (!("product" in ware)) return { ok: false, why: ware };
    wares.push(ware);
  }
  const why = togetherWhy(wares);
  if (why) return { ok: false, why };
  const order = orderOf(asked, placedMs, { wares, stage });
  for (const { product, sku, quantity } of wares) takeStock(product, { skuId: sku.id, quantity }, order);
  stage.world.orders.set(order.id, order);
  const body = { order_info: { order_id: order.id } };
  emit(stage.world, order.shop, { name: "channels_ec_order_new", atMs: stage.nowMs, body });
  plan(stage.world, { atMs: placedMs + PLACEHOLDERS.payLimitMs.value, what: "pay_limit", id: order.id });
  return { ok: true, order };
};

const findWare = (world: World, shop: string, line: { merchantKey: string; quantity: number }): Ware | NotSold => {
  const { merchantKey: key, quantity } = line;
  const found = waresOf(world, shop, key);
  if (found.length === 0) return { code: 10020052, message: `no sku with the merchant code ${key}` };
  const ware = found.find(({ product, sku }) => isListed(product) && sku.status !== STATUS.delisted);
  if (!ware) return { code: 10020065, message: `${key} is not on sale` };
  if ((ware.product.stock.get(ware.sku.id) ?? 0) < quantity) return { code: 10020219, message: `${key} is sold out` };
  return { ...ware, quantity };
};

/** SKUs of the shop by out_sku_id, sku_code or sku_id; a product's own code counts where it has one SKU. */
const waresOf = (world: World, shop: string, key: string): readonly { product: Product; sku: Sku }[] =>
  [...world.products.values()]
    .filter((product) => product.shop === shop && product.status !== STATUS.recycled)
    .flatMap((product) => {
      const skus = (product.online ?? product.draft).skus;
      const byProduct = product.outProductId === key && skus.length === 1;
      return skus
        .filter((sku) => byProduct || [sku.outSkuId, sku.skuCode, sku.id].includes(key))
        .map((sku) => ({ product, sku }));
    });

const togetherWhy = (wares: readonly Ware[]): NotSold | null => {
  const kinds = new Set(wares.map(({ product }) => product.kind));
  const total = wares.reduce((sum, { quantity }) => sum + quantity, 0);
  const first = wares[0]?.product.kind;
  if (kinds.size > 1) return { code: 10020091, message: "goods and local life can't be bought in one order" };
  if (first === "local_life" && total > MAX_VOUCHERS_AN_ORDER)
    return { code: 10020210, message: "at most 10 vouchers an order" };
  const short = wares.find(({ product, sku }) => (product.stock.get(sku.id) ?? 0) < countOf(wares, sku.id));
  return short ? { code: 10020219, message: `${short.sku.id} is sold out` } : null;
};

const countOf = (wares: readonly Ware[], skuId: string): number =>
  wares.filter(({ sku }) => sku.id === skuId).reduce((sum, { quantity }) => sum + quantity, 0);

const takeStock = (product: Product, taken: { skuId: string; quantity: number }, order: Order): void => {
  const { skuId, quantity } = taken;
  const before = product.stock.get(skuId) ?? 0;
  const after = before - quantity;
  noteFlow(product, { skuId, before, after, op: FLOW.placed, orderId: order.id, atMs: order.createdMs });
  product.stock.set(skuId, after);
  product.sold.set(skuId, (product.sold.get(skuId) ?? 0) + quantity);
  settleSoldOut(product);
};

const UNTOUCHED = {
  paidMs: null,
  transactionId: "",
  closedMs: null,
  askedAddress: null,
  packages: [],
  waybillChanges: 0,
  decoded: false,
  merchantNote: "",
  lastRefundMs: null,
  priceChanges: 0,
  addressChanges: 0,
  askedSku: null,
  freshTold: false,
};

const orderOf = (
  asked: PlaceOrder,
  placedMs: number,
  { wares, stage }: { wares: readonly Ware[]; stage: Stage },
): Order => {
  const { world, random } = stage;
  const address = addressOf(asked.buyer ?? {});
  const goods = wares[0]?.product.kind === "goods";
  const virtual = (wares[0]?.product.online?.goods?.deliver_method ?? 0) !== 0;
  return {
    id: newOrderId(random, (id) => world.orders.has(id)),
    shop: asked.shop,
    kind: goods ? (virtual ? "virtual" : "goods") : "voucher",
    status: 10,
    openId: `o${createHash("sha256").update(address.phone).digest("base64url").slice(0, 27)}`,
    createdMs: placedMs,
    updatedMs: placedMs,
    ...UNTOUCHED,
    lines: wares.map((ware) => lineOf(ware, stage)),
    freightFen: Math.max(0, ...wares.map(({ product }) => freightOf(product, world))),
    address,
    buyerNote: asked.buyer?.["note"] ?? "",
  };
};

const DISCOUNT_CHANCE = 0.3;

const lineOf = ({ product, sku, quantity }: Ware, { world, random }: Stage): OrderLine => {
  const discount = Boolean(world.switches["discounts"]) && random.next() < DISCOUNT_CHANCE;
  const partFen = discount ? Math.floor((sku.salePriceFen * quantity) / 20) : 0;
  const byPlatform = random.next() < 0.5;
  return {
    id: random.digits(19),
    productId: product.id,
    skuId: sku.id,
    outProductId: product.outProductId,
    outSkuId: sku.outSkuId,
    skuCode: sku.skuCode,
    title: (product.online ?? product.draft).title,
    thumb: sku.thumb || (product.draft.headImages[0] ?? ""),
    attributes: sku.attributes,
    count: quantity,
    salePriceFen: sku.salePriceFen,
    merchantDiscountFen: byPlatform ? 0 : partFen,
    platformDiscountFen: byPlatform ? partFen : 0,
    changeDownFen: 0,
    shipped: 0,
    refunded: 0,
    sendHours: templateOf(product, world)?.sendHours ?? 48,
  };
};

const templateOf = (product: Product, world: World) => {
  const id = product.online?.goods?.express_info?.template_id;
  return world.shops.get(product.shop)?.templates.find((template) => template.id === id);
};

const freightOf = (product: Product, world: World): number => templateOf(product, world)?.freightFen ?? 0;

/** A buyer's address; what the control call leaves out is filled in. */
export const addressOf = (buyer: Readonly<Record<string, string>>): Address => ({
  userName: buyer["name"] ?? buyer["userName"] ?? "唐小满",
  province: buyer["province"] ?? "湖南省",
  city: buyer["city"] ?? "永州市",
  county: buyer["county"] ?? buyer["district"] ?? "江华瑶族自治县",
  detail: buyer["detail"] ?? buyer["address"] ?? "沱江镇瑶都大道88号2栋301",
  phone: buyer["phone"] ?? buyer["mobile"] ?? "13800138000",
});
