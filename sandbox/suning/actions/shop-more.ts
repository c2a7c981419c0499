import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { byEither, byProductCode, itemsOf, sellable, titleOf } from "../products.ts";
import type { Action } from "./action.ts";

const CITIES = [
  { provinceCode: "170", provinceName: "湖南", cityCode: "000001000173", cityName: "永州市", districtCode: "00000001" },
  { provinceCode: "290", provinceName: "甘肃", cityCode: "000001000290", cityName: "陇南市", districtCode: "00000002" },
];

/** A category for a title: the granted leaf whose name it holds. */
function predict({ params, scene }: Ask): Reply {
  const title = text(params, "cmTitle");
  const leaves = [...scene.world.categories.values()].filter(({ leaf, granted }) => leaf && granted);
  const [best] = leaves.filter(({ name }) => title.includes(name)).sort((a, b) => b.name.length - a.name.length);
  return best === undefined ? noResult() : one({ categoryCode: best.code, categoryName: best.name });
}

/** The library: every item that was worked through, whoever's it is. */
function library({ scene }: Ask) {
  return [...scene.world.products.values()].filter(({ productCode, deleted }) => productCode !== "" && !deleted);
}

function libraryRow(product: ReturnType<typeof library>[number]) {
  const { categoryCode = "", brandCode = "", productName = "" } = product.content.fields;
  return { productCode: product.productCode, productName, cmTitle: titleOf(product), categoryCode, brandCode };
}

function searchLibrary(ask: Ask): Reply {
  const { params } = ask;
  const fits = (product: ReturnType<typeof library>[number]): boolean =>
    ["categoryCode", "brandCode"].every(
      (name) => text(params, name) === "" || product.content.fields[name] === text(params, name),
    ) && (product.content.fields["productName"] ?? "").includes(text(params, "productName"));
  return page(ask, library(ask).filter(fits).map(libraryRow));
}

function getLibrary(ask: Ask): Reply {
  const found = library(ask).find(({ productCode }) => productCode === text(ask.params, "productCode"));
  return found === undefined ? noResult() : one(libraryRow(found));
}

/** Whether the library has it already: then an offer is attached instead of a proposal. */
function judge(ask: Ask): Reply {
  const found = library(ask).find(
    ({ content }) =>
      content.fields["productName"] === text(ask.params, "productName") &&
      content.fields["categoryCode"] === text(ask.params, "categoryCode"),
  );
  return one(
    found === undefined ? { isExist: "N", productCode: "" } : { isExist: "Y", productCode: found.productCode },
  );
}

function deletePicture({ params, shop, scene }: Ask): Reply {
  const url = text(params, "picUrl");
  if (scene.world.pictures.get(url)?.shop !== shop.code)
    return refuse("biz.custom.pic.invalid-biz:picUrl", "图片不存在");
  scene.world.pictures.delete(url);
  return one({ result: "Y" });
}

function listPictures(ask: Ask): Reply {
  const mine = [...ask.scene.world.pictures].filter(([, { shop }]) => shop === ask.shop.code);
  return page(
    ask,
    mine.map(([picUrl, { width, height }]) => ({ picUrl, width: String(width), height: String(height) })),
  );
}

/** Both stock calls of 2020 and later answer like the older one, with the locked units told apart. */
function newStock(ask: Ask): Reply {
  const { params, shop, scene } = ask;
  const codes = { productCode: text(params, "productCode"), itemCode: text(params, "itemCode") };
  const found = byEither(scene.world, shop.code, codes);
  const sku = found === null ? null : sellable(found);
  if (sku === null) return refuse("biz.custom.inventory.invalid-biz:productCode", "商品不存在");
  return one({ productCode: sku.productCode, itemCode: sku.itemCode, invNum: String(sku.stock), lockQty: "0" });
}

/** Where an item is sold, and where not; without a word it is sold everywhere. */
function setAreas({ params, shop, scene }: Ask): Reply {
  const found = byEither(scene.world, shop.code, {
    productCode: text(params, "productCode"),
    itemCode: text(params, "itemCode"),
  });
  if (found === null) return refuse("biz.custom.addProductsalearea.invalid-biz:productCode", "商品不存在");
  const { fields, pars } = found.product.content;
  // The misspelling is the platform's.
  const area = { saleProvinces: text(params, "provCode"), saleCities: text(params, "ciyCode") };
  found.product.content = { fields: { ...fields, ...area }, pars };
  return one({ result: "Y" });
}

function getAreas({ params, shop, scene }: Ask): Reply {
  const found = byProductCode(scene.world, shop.code, text(params, "productCode"));
  if (found === null) return noResult();
  const { saleProvinces = "", saleCities = "" } = found.product.content.fields;
  return one({ productCode: found.product.productCode, provCode: saleProvinces, ciyCode: saleCities });
}

function changeAddress({ params, shop }: Ask): Reply {
  const address = shop.addresses.get(text(params, "invAddrId"));
  if (address === undefined) return refuse("biz.custom.invaddress.invalid-biz:invAddrId", "仓库地址不存在");
  const given = ["invName", "invContact", "streetAddress", "telePhone", "remark"].filter((name) => text(params, name));
  Object.assign(address, Object.fromEntries(given.map((name) => [name, text(params, name)])));
  return one({ result: "Y" });
}

function deleteAddress({ params, shop }: Ask): Reply {
  const id = text(params, "invAddrId");
  const address = shop.addresses.get(id);
  if (address === undefined) return refuse("biz.custom.invaddress.invalid-biz:invAddrId", "仓库地址不存在");
  if (address.invAddrProp !== "3") return refuse("biz.custom.invaddress.invalid-biz:invAddrProp", "默认地址不能删除");
  shop.addresses.delete(id);
  return one({ result: "Y" });
}

function getTemplate({ params, shop }: Ask): Reply {
  const found = shop.freightTemplates.find(({ id }) => id === text(params, "freightTemplateId"));
  return found === undefined ? noResult() : one({ freightTemplateId: found.id, freightTemplateName: found.name });
}

export const shopMore: Readonly<Record<string, Action>> = {
  "suning.custom.categoryredict.get": { module: "getCategoryredict", required: ["cmTitle"], run: predict },
  "suning.custom.product.query": { module: "product", required: [], run: searchLibrary },
  "suning.custom.product.get": { module: "product", required: ["productCode"], run: getLibrary },
  "suning.custom.productdetail.query": { module: "productDetail", required: ["productCode"], run: getLibrary },
  "suning.custom.judgeproduct.confirm": {
    module: "confirmJudgeproduct",
    required: ["categoryCode", "productName"],
    run: judge,
  },
  "suning.custom.pic.delete": { module: "pic", required: ["picUrl"], run: deletePicture },
  "suning.custom.picfiles.query": {
    module: "queryPicfiles",
    required: ["fileType", "vendorCode", "pageNo", "pageSize"],
    run: listPictures,
  },
  "suning.custom.newinventory.get": { module: "inventory", required: [], run: newStock },
  "suning.custom.productsalearea.add": { module: "addProductsalearea", required: ["provCode"], run: setAreas },
  "suning.custom.productsalearea.query": { module: "queryProductsalearea", required: ["productCode"], run: getAreas },
  "suning.custom.invaddress.modify": { module: "invaddress", required: ["invAddrId"], run: changeAddress },
  "suning.custom.invaddress.delete": { module: "invaddress", required: ["invAddrId"], run: deleteAddress },
  "suning.custom.freighttemplate.get": { module: "freightTemplate", required: ["freightTemplateId"], run: getTemplate },
  "suning.custom.nation.query": {
    module: "nation",
    required: [],
    run: (ask) => page(ask, [{ nationCode: "CN", nationName: "中国" }]),
  },
  "suning.custom.city.query": { module: "city", required: ["nationCode"], run: (ask) => page(ask, CITIES) },
  "suning.custom.shopcategory.query": { module: "shopCategory", required: [], run: shopCategories },
  "suning.custom.dsrinfo.get": {
    module: "getDsrInfo",
    required: [],
    run: () => one({ qualityScore: "4.9", serviceScore: "4.9", deliveryScore: "4.8" }),
  },
  "suning.custom.promotion.query": { module: "promotion", required: [], run: () => noResult() },
};

/** The shop's own shelves: one per kind of ware that it has. */
function shopCategories(ask: Ask): Reply {
  const names = new Set(
    itemsOf(ask.scene.world, ask.shop.code).map(({ content }) => content.fields["categoryCode"] ?? ""),
  );
  return page(
    ask,
    [...names].map((code, n) => ({
      firstCategoryCode: `F${n + 1}`,
      firstCategoryName: ask.scene.world.categories.get(code)?.name ?? "其他",
      firstCategorySort: String(n + 1),
      secondCategory: [],
    })),
  );
}
