import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { detailRow, itemWithChildren } from "../item-rows.ts";
import { text } from "../params.ts";
import { byItemCode, byProductCode, type Found, itemsOf, titleOf } from "../products.ts";
import type { Product } from "../world.ts";
import type { Action } from "./action.ts";

const KEYS = ["productCode", "itemCode", "productName", "cmTitle"] as const;
const CHINESE = /[\u4e00-\u9fff]/;

/** Looks an item up by exactly one key; a child's code answers the item that it belongs to. */
function getItem(ask: Ask): Reply {
  const { params } = ask;
  const given = KEYS.filter((name) => text(params, name) !== "");
  const [key] = given;
  if (key === undefined || given.length > 1)
    return refuse("biz.custom.item.invalid-biz:productCode", "查询条件有且只能有一个");
  if (key.endsWith("Code") && CHINESE.test(text(params, key)))
    return refuse(`biz.custom.item.invalid-biz:${key}`, "编码错误");
  const product = lookUp(ask, key, text(params, key));
  return product === null || !visible(ask, product) ? noResult() : one(itemWithChildren(product));
}

function lookUp({ scene, shop }: Ask, key: (typeof KEYS)[number], value: string): Product | null {
  const { world } = scene;
  if (key === "productCode") return byProductCode(world, shop.code, value)?.product ?? null;
  if (key === "itemCode") return byItemCode(world, shop.code, value)?.product ?? null;
  const named = itemsOf(world, shop.code).filter((one) =>
    key === "productName" ? one.content.fields["productName"] === value : titleOf(one) === value,
  );
  return named.find((one) => one.productCode !== "" || one.status === "1") ?? named.at(-1) ?? null;
}

function visible({ scene }: Ask, product: Product): boolean {
  return product.visibleAt <= scene.clock.now();
}

function getDetail(ask: Ask): Reply {
  const found = byProductCode(ask.scene.world, ask.shop.code, text(ask.params, "productCode"));
  if (found === null || !visible(ask, found.product)) return noResult();
  if (found.sku !== null) return refuse("biz.itemDetail.invalid-biz:productCode", "不能是子码");
  return one(detailRow(found.product, ask.scene.world));
}

/** The platform's codes of an application, by its receipt or by the merchant's code: nothing until they exist. */
function getProductCode(ask: Ask): Reply {
  const { params, shop, scene } = ask;
  const [applyCode, itemCode] = [text(params, "applycode"), text(params, "suppliercmcode")];
  if (applyCode === "" && itemCode === "") return refuse("biz.queryGetproductcode.missing-parameter:applycode", "");
  const application = scene.world.applications.get(applyCode);
  const applied = application?.shop === shop.code ? scene.world.products.get(application.productId) : undefined;
  const found: Found | null =
    applyCode === "" ? byItemCode(scene.world, shop.code, itemCode) : applied ? { product: applied, sku: null } : null;
  if (found === null || found.product.productCode === "") return noResult();
  return one({ resultData: codeRows(found).map((row) => ({ applycode: applyCode, ...row })) });
}

function codeRows({ product, sku }: Found): readonly { suppliercmcode: string; productcode: string }[] {
  const row = (of: { itemCode: string; productCode: string }) => ({
    suppliercmcode: of.itemCode,
    productcode: of.productCode,
  });
  if (sku !== null) return [row(sku)];
  return product.parent ? [row(product), ...product.skus.map(row)] : [row(product)];
}

export const itemReads: Readonly<Record<string, Action>> = {
  "suning.custom.item.get": { module: "item", required: [], run: getItem },
  "suning.custom.itemdetail.query": { module: "itemDetail", required: ["productCode"], run: getDetail },
  "suning.custom.getproductcode.query": { module: "queryGetproductcode", required: [], run: getProductCode },
};
