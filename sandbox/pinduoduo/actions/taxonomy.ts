import type { Action, Call } from "../call.ts";
import { goodsRefusal, Refusal, refusal } from "../codes.ts";
import { long } from "../json.ts";
import { needText, textOf } from "../params.ts";
import { newId, type Category, type Property } from "../world.ts";

const SPEC_NAME_MAX = 18;

/** Categories of the shop, what a leaf asks for, and the spec values of the merchant's own. */
export const TAXONOMY: Readonly<Record<string, Action>> = {
  "pdd.goods.authorization.cats": { root: "goods_auth_cats_get_response", run: children },
  "pdd.goods.cats.get": { root: "goods_cats_get_response", open: true, run: children },
  "pdd.goods.cat.rule.get": { root: "cat_rule_get_response", run: ruleOf },
  "pdd.goods.spec.get": {
    root: "goods_spec_get_response",
    run(call) {
      const { id, specNames } = leafOf(call);
      return {
        goods_spec_list: specNames.map((spec) => ({
          cat_id: long(id),
          parent_spec_id: long(spec.id),
          parent_spec_name: spec.name,
        })),
      };
    },
  },
  "pdd.goods.spec.id.get": { root: "goods_spec_id_get_response", run: specId },
};

function children({ world, params }: Call): unknown {
  const parent = textOf(params, "parent_cat_id") || "0";
  const below = [...world.categories.values()].filter(({ parentId }) => parentId === parent);
  return {
    goods_cats_list: below.map(({ id, name, leaf, parentId }) => ({
      cat_id: long(id),
      cat_name: name,
      leaf,
      parent_cat_id: long(parentId),
    })),
  };
}

function leafOf({ world, params }: Call): Category {
  const category = world.categories.get(needText(params, "cat_id"));
  if (category === undefined) throw new Refusal(50001, "isv.###-not-exist:20002", "类目不存在");
  if (!category.leaf) throw goodsRefusal("isv.invalid-parameter:cat_id-lever");
  return category;
}

function ruleOf(call: Call): unknown {
  const { properties } = leafOf(call);
  return {
    goods_properties_rule: {
      choose_all_qualify_spec: false,
      input_max_spec_num: 2,
      properties: properties.map(propertyRow),
    },
    goods_service_rule: { goods_type_list: [1] },
    goods_sku_rule: { price_range_ratio: 10, spec_num_limit: 100 },
    spu_rule: { control_type: 0, key_prop: [] },
  };
}

function propertyRow({ refPid, name, required, valueType, units, values }: Property): unknown {
  return {
    ref_pid: long(refPid),
    name,
    required,
    required_rule_type: 0,
    is_sale: false,
    is_sku: false,
    choose_max_num: 1,
    input_max_num: values.length > 0 ? 0 : 1,
    property_value_type: valueType,
    value_unit: units,
    values: values.map(({ vid, value }) => ({ vid: long(vid), value })),
  };
}

function specId({ world, params }: Call): unknown {
  const parentId = needText(params, "parent_spec_id");
  const name = needText(params, "spec_name");
  const names = [...world.categories.values()].flatMap(({ specNames }) => specNames);
  const parent = names.find(({ id }) => id === parentId);
  if (parent === undefined) throw refusal(21001, "parent_spec_id");
  if ([...name].length > SPEC_NAME_MAX) throw goodsRefusal("isv.invalid-parameter:spec_name-is-too-long");
  const key = `${parentId}/${name}`;
  const spec = world.specs.get(key) ?? { id: newId(world), parentId, parentName: parent.name, name };
  world.specs.set(key, spec);
  return { parent_spec_id: long(parentId), spec_id: long(spec.id), spec_name: name };
}
