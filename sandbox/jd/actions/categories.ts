import { success, type Action, type Actions, type Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { id } from "../json.ts";
import { listOf, needId, needText, wholeOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import type { Attribute, Category } from "../world.ts";

const ATTRIBUTE_FIELDS = new Set(
  "id,name,catId,orderSort,attributeType,inputType,graphic,isRequired,features,attrValueList,attrGroup".split(","),
);

function shown(category: Category): unknown {
  return { id: id(category.id), fid: id(category.fid), name: category.name, lev: category.lev, status: 1 };
}

/** The categories that the shop may publish in, with all that stand above them. */
function validCategories({ world, shop }: Call, levels: readonly number[]): Readonly<Record<string, unknown>> {
  const ids = new Set<string>();
  for (const leaf of shop.categories) {
    for (let at = world.categories.get(leaf); at !== undefined; at = world.categories.get(at.fid)) ids.add(at.id);
  }
  const list = [...world.categories.values()].filter((one) => ids.has(one.id) && levels.includes(one.lev));
  return { returnType: { success: true, errorCode: null, errorMsg: null, list: list.map(shown) } };
}

function attributes({ world, params }: Call): readonly Attribute[] {
  const category = world.categories.get(needId(params, "cid"));
  const type = wholeOf(params, "attributeType");
  const all = (category?.attributes ?? []).map((one) => world.attributes.get(one)).filter((one) => one !== undefined);
  return all.filter((one) => type === null || one.type === type);
}

function checkFields(call: Call): readonly string[] {
  const fields = listOf(call.params, "field") ?? [];
  const bad = fields.find((field) => !ATTRIBUTE_FIELDS.has(field));
  if (bad !== undefined) throw refusal("68", `: ${bad}`);
  return fields;
}

/** Values and group come only when they are asked for. */
function shownAttribute(attribute: Attribute, fields: readonly string[], call: Call): unknown {
  const features = attribute.units.map((unit) => ({ key: PLACEHOLDERS.unitsFeatureKey.value, value: unit }));
  return {
    id: id(attribute.id),
    name: attribute.name,
    catId: id(attribute.catId),
    orderSort: 1,
    attributeType: attribute.type,
    inputType: attribute.input,
    graphic: null,
    isRequired: attribute.required,
    features,
    attrValueList: fields.includes("attrValueList") ? values(attribute, call) : null,
    attrGroup: null,
  };
}

function values(attribute: Attribute, { shop }: Call): readonly unknown[] {
  const own = attribute.values.filter((value) => value.venderId === null || value.venderId === shop.venderId);
  return own.map((value, index) => ({
    id: id(value.id),
    attId: id(attribute.id),
    catId: id(attribute.catId),
    name: value.name,
    orderSort: index + 1,
    features: null,
  }));
}

/** Lists attributes of a category, without the values of those that have many; the payload's key carries the method's own name. */
function attributeList(key: string): Action {
  return {
    required: ["cid"],
    run(call) {
      const fields = checkFields(call);
      const bare = fields.filter((field) => field !== "attrValueList");
      const fieldsOf = ({ values: { length } }: Attribute) =>
        length > PLACEHOLDERS.listedValues.value ? bare : fields;
      return { [key]: attributes(call).map((attribute) => shownAttribute(attribute, fieldsOf(attribute), call)) };
    },
  };
}

function valueList(key: string): Action {
  return {
    required: ["categoryAttrId"],
    run(call) {
      const attribute = call.world.attributes.get(needId(call.params, "categoryAttrId"));
      return { [key]: attribute === undefined ? [] : values(attribute, call) };
    },
  };
}

/** A merchant's own value of a sale attribute. */
function saveValue(call: Call): Readonly<Record<string, unknown>> {
  const { world, shop, params } = call;
  const attribute = world.attributes.get(needId(params, "attributeId"));
  const name = needText(params, "attValue");
  if (attribute?.type !== 4 || attribute.catId !== needId(params, "categoryId")) {
    throw badValue("attributeId", "a sale attribute of the category");
  }
  const there = attribute.values.find(
    (value) => value.name === name && (value.venderId === null || value.venderId === shop.venderId),
  );
  const value = there ?? { id: world.random.digits(8), name, venderId: shop.venderId };
  if (there === undefined) attribute.values.push(value);
  return { ...success(call), [PLACEHOLDERS.savedValueKey.value]: id(value.id) };
}

/** Category tree, attributes and their values (reference 6.1). */
export const CATEGORIES: Actions = {
  "jingdong.vender.category.getFullValidCategoryResultByVenderId": {
    run: (call) => validCategories(call, [1, 2, 3, 4]),
  },
  "jingdong.vender.category.getValidCategoryResultByVenderId": { run: (call) => validCategories(call, [3]) },
  "jingdong.category.read.findByPId": {
    required: ["parentCid"],
    run({ world, params }) {
      const parent = needId(params, "parentCid");
      return { categories: [...world.categories.values()].filter((one) => one.fid === parent).map(shown) };
    },
  },
  "jingdong.category.read.findById": {
    required: ["cid"],
    run({ world, params }) {
      const category = world.categories.get(needId(params, "cid"));
      return { category: category === undefined ? null : shown(category) };
    },
  },
  "jingdong.category.read.findAttrsByCategoryIdUnlimitCate": attributeList("findattrsbycategoryidunlimitcate_result"),
  "jingdong.category.read.findAttrsByCategoryId": attributeList("categoryAttrs"),
  "jingdong.category.read.findAttrsByCategoryIdJos": attributeList("findattrsbycategoryidjos_result"),
  "jingdong.category.read.findAttrByIdUnlimitCate": {
    required: ["attrId"],
    run(call) {
      const attribute = call.world.attributes.get(needId(call.params, "attrId"));
      const fields = checkFields(call);
      return {
        findattrbyidunlimitcate_result: attribute === undefined ? null : shownAttribute(attribute, fields, call),
      };
    },
  },
  "jingdong.category.read.findValuesByAttrIdUnlimit": valueList("findvaluesbyattridunlimit_result"),
  "jingdong.category.read.findValuesByAttrId": valueList("categoryAttrValues"),
  "jingdong.category.read.findValuesByAttrIdJos": valueList("findvaluesbyattridjos_result"),
  "jingdong.category.write.saveVenderAttrValue": {
    required: ["attValue", "attributeId", "categoryId"],
    run: saveValue,
  },
};
