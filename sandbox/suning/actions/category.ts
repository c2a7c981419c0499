import { type Ask, type Fields, refuse, type Reply } from "../answer.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { placeholders } from "../placeholders.ts";
import type { Brand, Category, Parameter } from "../world.ts";
import type { Action } from "./action.ts";

/** Only what the merchant has been granted is listed. */
function listCategories(ask: Ask): Reply {
  const part = text(ask.params, "categoryName");
  const shown = [...ask.scene.world.categories.values()].filter((one) => one.granted && one.name.includes(part));
  return page(ask, shown.map(categoryRow));
}

function categoryRow({ code, name, path, leaf }: Category): Fields {
  const descPath = path.join(placeholders.descPathJoint.value);
  return { categoryCode: code, categoryName: name, grade: String(path.length), isBottom: leaf ? "X" : "", descPath };
}

function grantedCategory({ params, scene }: Ask): Category | null {
  const category = scene.world.categories.get(text(params, "categoryCode"));
  return category?.granted === true ? category : null;
}

function listParameters(ask: Ask): Reply {
  const category = grantedCategory(ask);
  if (category === null) return refuse("biz.custom.itemParameters.invalid-biz:categoryCode", "采购目录编码错误");
  return page(ask, category.parameters.map(parameterRow));
}

function parameterRow({ code, name, template, type, must, unit, numeric, options }: Parameter): Fields {
  return {
    paraTemplateCode: template,
    paraTemplateDesc: template === "common" ? "通用参数" : "基本参数",
    parCode: code,
    parName: name,
    parUnit: unit,
    parType: type,
    isMust: must ? "X" : "",
    dataType: numeric ? "NUM" : "CHAR",
    parOption: options.map((option) => ({ parOptionCode: option.code, parOptionDesc: option.name })),
  };
}

/** The newer form wants a category; codes are matched exactly, names in part. */
function listBrands(ask: Ask): Reply {
  const { params, scene } = ask;
  const [categoryCode, code, name] = [
    text(params, "categoryCode"),
    text(params, "brandCode"),
    text(params, "brandName"),
  ];
  if (categoryCode !== "" && grantedCategory(ask) === null) {
    return refuse("biz.custom.brand.invalid-biz:categoryCode", "采购目录编码错误");
  }
  const fits = (brand: Brand): boolean =>
    (categoryCode === "" || brand.categories.size === 0 || brand.categories.has(categoryCode)) &&
    (code === "" || brand.code === code) &&
    brand.name.includes(name);
  return page(
    ask,
    scene.world.brands.filter(fits).map((brand) => ({ categoryCode, brandCode: brand.code, brandName: brand.name })),
  );
}

export const categories: Readonly<Record<string, Action>> = {
  "suning.custom.category.query": { module: "category", required: [], run: listCategories },
  "suning.custom.itemparameters.query": { module: "itemParameters", required: ["categoryCode"], run: listParameters },
  "suning.custom.newbrand.query": { module: "queryNewbrand", required: ["categoryCode"], run: listBrands },
  "suning.custom.brand.query": { module: "brand", required: [], run: listBrands },
};
