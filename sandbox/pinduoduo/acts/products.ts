import type { ControlAnswer, Scene } from "../../kit/types.ts";
import { stockOf, type Goods, type Sku } from "../goods.ts";
import { makeByHand } from "../hand-made.ts";
import { isRow } from "../params.ts";
import type { World } from "../world.ts";
import { refuse } from "./refuse.ts";

type Body = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const number = (value: unknown, fallback: number): number => (typeof value === "number" ? value : fallback);

/** A product made in the back office. Vouchers can't be made: their rules are not public. */
export function addProduct(body: Body, { world, clock }: Scene<World>): ControlAnswer {
  const shop = world.shops.get(String(body["shop"]));
  if (shop === undefined) return refuse(404, "no_shop", `there is no shop ${String(body["shop"])}`);
  if (body["kind"] === "voucher") return refuse(409, "no_vouchers", "卡券商品的规则没有公开");
  const skus = (Array.isArray(body["skus"]) ? body["skus"] : []).filter(isRow).map((sku) => ({
    outerId: text(sku["merchantKey"]),
    name: text(sku["name"]) ?? "默认",
    priceFen: number(sku["priceFen"], 100),
    stock: number(sku["stock"], 0),
  }));
  if (skus.length === 0) return refuse(400, "no_skus", "skus must be a list");
  const title = text(body["title"]) ?? "手工商品";
  const onSale = body["onSale"] === true;
  const goods = makeByHand(world, shop, { title, outerId: text(body["merchantKey"]), skus, onSale, now: clock.now() });
  return { ok: true, value: { productId: goods.id } };
}

/** Title, price, stock and code of the first sku (or the one named by skuId), and the shelf. */
export function editProduct(productId: string, change: Body, { world }: Scene<World>): ControlAnswer {
  const goods = world.goods.get(productId);
  if (goods?.live == null) return refuse(404, "no_product", `there are no goods ${productId}`);
  const wanted = text(change["skuId"]) ?? goods.live.skus[0]?.id ?? "";
  goods.live = {
    ...goods.live,
    name: text(change["title"]) ?? goods.live.name,
    skus: goods.live.skus.map((sku) => (sku.id === wanted ? editSku(goods, sku, change) : sku)),
  };
  if (change["shelf"] === "on" || change["shelf"] === "off") goods.shelf = change["shelf"];
  return { ok: true, value: { productId } };
}

function editSku(goods: Goods, sku: Sku, change: Body): Sku {
  const stock = stockOf(goods, sku.id);
  stock.quantity = number(change["stock"], stock.quantity - stock.reserved) + stock.reserved;
  const groupPrice = number(change["priceFen"], sku.groupPrice);
  const outerId = text(change["merchantKey"]) ?? sku.outerId;
  return { ...sku, outerId, groupPrice, singlePrice: groupPrice + sku.singlePrice - sku.groupPrice };
}

/** The platform takes it down; only the platform lets it up again. */
export function forceOff(productId: string, body: Body, { world }: Scene<World>): ControlAnswer {
  const goods = world.goods.get(productId);
  if (goods === undefined) return refuse(404, "no_product", `there are no goods ${productId}`);
  goods.shelf = "forced_off";
  if (goods.commit !== null) goods.commit = { ...goods.commit, reason: text(body["reason"]) ?? "违规" };
  return { ok: true, value: { productId } };
}
