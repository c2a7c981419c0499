import { type Ask, one, type Refusal, refuse, type Reply } from "../answer.ts";
import { apply, NO_CHANGE } from "../applications.ts";
import { childOf, childrenError } from "../children.ts";
import { fieldsOf, formError, ITEM_FIELDS, mainPictures, parsOf } from "../item-form.ts";
import { fenOf } from "../money.ts";
import { records, text } from "../params.ts";
import { placeholders } from "../placeholders.ts";
import { fromBeijingDay } from "../time.ts";
import type { Product, Sku } from "../world.ts";
import type { Action } from "./action.ts";

/** Hands in a new item: a receipt comes back, the platform's code comes when it has been worked through. */
function addItem(ask: Ask): Reply {
  const { params, scene } = ask;
  const refusal = formError(params, ITEM_FIELDS, scene.clock.now()) ?? ownError(ask);
  if (refusal !== null) return { kind: "refused", refusal };
  const product = newItem(ask);
  scene.world.products.set(product.id, product);
  return one(apply(product, NO_CHANGE, scene));
}

const missing = (name: string): Refusal => ({ code: `biz.item.missing-parameter:${name}`, message: `${name}不能为空` });

/** Code, price and stock stand with the children where there are any, with the item else. */
function ownError({ params }: Ask): Refusal | null {
  if (mainPictures(params).length < placeholders.mainPicturesMin.value) return missing("supplierImg1Url");
  const children = records(params["childItem"]);
  if (children.length === 0) {
    const absent = ["itemCode", "price", "invQty"].find((name) => text(params, name) === "");
    return absent === undefined ? null : missing(absent);
  }
  const misplaced = ["price", "invQty", "alertQty"].find((name) => text(params, name) !== "");
  if (misplaced !== undefined) return refuse(`biz.custom.item.invalid-biz:${misplaced}`, "有子码时不能填写").refusal;
  return childrenError(children);
}

function newItem({ params, shop, scene }: Ask): Product {
  const { world, clock, random, fault } = scene;
  const children = records(params["childItem"]);
  const now = clock.now();
  const extraMs = fault === "late-visibility" ? placeholders.lateVisibilityMs.value : 0;
  return {
    id: random.hex(16),
    shop: shop.code,
    productCode: "",
    itemCode: text(params, "itemCode"),
    parent: children.length > 0,
    status: "1",
    reason: "",
    shelf: "never",
    content: { fields: fieldsOf(params), pars: parsOf(params) },
    skus: children.length > 0 ? children.map(childOf) : [onlySku(params)],
    saleAt: text(params, "saleSet") === "0" ? fromBeijingDay(text(params, "saleDate")) : null,
    createdAt: now,
    editedAt: now,
    visibleAt: now + Number(world.switches["readLagMs"]) + extraMs,
    deleted: false,
  };
}

function onlySku(params: Ask["params"]): Sku {
  return {
    productCode: "",
    itemCode: text(params, "itemCode"),
    barcode: "",
    picture: "",
    pars: [],
    priceFen: fenOf(text(params, "price")) ?? 0,
    stock: Number(text(params, "invQty")),
    sold: 0,
    recentSales: [],
  };
}

export const itemAdd: Readonly<Record<string, Action>> = {
  "suning.custom.item.add": {
    module: "item",
    required: [
      "categoryCode",
      "brandCode",
      "productName",
      "sellPoint",
      "introduction",
      "afterSaleServiceDec",
      "saleSet",
    ],
    run: addItem,
  },
};
