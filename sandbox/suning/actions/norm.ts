import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { type Params, records, text } from "../params.ts";
import { byProductCode } from "../products.ts";
import type { Product, Sku } from "../world.ts";
import type { Action } from "./action.ts";

type Root = "modifyNorm" | "deleteNorm";
const invalid = (root: Root, field: string, message: string): Reply =>
  refuse(`biz.custom.${root}.invalid-biz:${field}`, message);

/** The item with children that the call names by its own code. */
function parentNamed({ params, shop, scene }: Ask): Product | null {
  const found = byProductCode(scene.world, shop.code, text(params, "productCode"));
  return found === null || found.sku !== null || !found.product.parent ? null : found.product;
}

const hasValue = (sku: Sku, code: string, value: string): boolean =>
  sku.pars.some((par) => par.parCode === code && par.parValue === value);

/** Gives a sales attribute's value another name; the codes of the children stay. */
function modify(ask: Ask): Reply {
  const product = parentNamed(ask);
  if (product === null) return invalid("modifyNorm", "productCode", "商品不存在或没有子码");
  let skus: readonly Sku[] = product.skus;
  for (const change of records(ask.params["valueItem"])) {
    const renamed = rename(skus, change);
    if (typeof renamed === "string") return invalid("modifyNorm", renamed, "规格值错误");
    skus = renamed;
  }
  product.skus = [...skus];
  product.editedAt = ask.scene.clock.now();
  return one({ result: "Y" });
}

/** The children with the new value, or the field that is wrong. */
function rename(skus: readonly Sku[], change: Params): readonly Sku[] | string {
  const [code, before, after] = ["modCharacterCode", "modCharacterOldVal", "modCharacterNewVal"].map((name) =>
    text(change, name),
  );
  if (code === undefined || before === undefined || after === undefined || after === "") return "modCharacterNewVal";
  if (!skus.some((sku) => sku.pars.some((par) => par.parCode === code))) return "modCharacterCode";
  if (!skus.some((sku) => hasValue(sku, code, before))) return "modCharacterOldVal";
  if (skus.some((sku) => hasValue(sku, code, after))) return "modCharacterNewVal";
  return skus.map((sku) => ({
    ...sku,
    pars: sku.pars.map((par) => (par.parCode === code && par.parValue === before ? { ...par, parValue: after } : par)),
  }));
}

/** Drops the children that have a value; never the last one. */
function remove(ask: Ask): Reply {
  const product = parentNamed(ask);
  if (product === null) return invalid("deleteNorm", "productCode", "商品不存在或没有子码");
  const dropped = records(ask.params["valueItem"]);
  const left = product.skus.filter(
    (sku) => !dropped.some((one) => hasValue(sku, text(one, "delCharacterCode"), text(one, "delCharacterValue"))),
  );
  if (left.length === product.skus.length) return invalid("deleteNorm", "delCharacterValue", "规格值不存在");
  if (left.length === 0) return invalid("deleteNorm", "delCharacterValue", "至少保留一个规格");
  product.skus = left;
  product.editedAt = ask.scene.clock.now();
  return one({ result: "Y" });
}

export const norms: Readonly<Record<string, Action>> = {
  "suning.custom.norm.modify": { module: "modifyNorm", required: ["productCode", "valueItem"], run: modify },
  "suning.custom.norm.delete": { module: "deleteNorm", required: ["productCode", "valueItem"], run: remove },
};
