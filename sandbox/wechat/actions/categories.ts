import * as z from "zod";
import { post, raw, type Api, type Call } from "../call.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { CategoryAttribute, CategoryNode, Leaf, Shop, World } from "../world.ts";

const qualifications = (leaf: Leaf): readonly Reply[] =>
  leaf.certificates.map(({ id, name }) => ({ qua_id: id, name, need_to_apply: true, mandatory: true, tips: "" }));

/** One path, leaf first, as the official sample has it. */
const pathOf = (leaf: Leaf, path: readonly CategoryNode[], newTree: boolean): Reply => ({
  cat_and_qua: path
    .map((node, index) => ({
      cat: {
        cat_id: node.id,
        name: node.name,
        f_cat_id: path[index - 1]?.id ?? "0",
        level: index + 1,
        ...(newTree && { leaf: index === path.length - 1 }),
      },
      qua: null,
      brand_qua: null,
      product_qua_list: index === path.length - 1 ? qualifications(leaf) : [],
    }))
    .reverse(),
});

const all = ({ world }: Call): Reply => {
  const leaves = [...world.leaves.values()];
  return {
    ...OK,
    cats: leaves.map((leaf) => pathOf(leaf, leaf.oldPath, false)),
    cats_v2: leaves.map((leaf) => pathOf(leaf, leaf.path, true)),
  };
};

const OLD_TYPES: Readonly<Record<CategoryAttribute["type"], string>> = {
  string: "string",
  select_one: "select_one",
  integer_unit: "string",
  decimal4_unit: "string",
};

const attribute = ({ name, required, type, values }: CategoryAttribute): Reply => ({
  name,
  type: OLD_TYPES[type],
  type_v2: type,
  value: values.join(";"),
  is_required: required,
  hint: "",
  append_allowed: false,
});

const detail = (leaf: Leaf): Reply => ({
  ...OK,
  info: { cat_id: leaf.id, name: leaf.name },
  attr: {
    shop_no_shipment: leaf.noShipment,
    access_permit_required: leaf.inviteOnly,
    is_limit_brand: false,
    pre_sale: leaf.family === "food",
    seven_day_return: leaf.sevenDayReturn,
    deposit: "200000",
    floor_price: 0,
    transactionfee_info: { basis_point: 100, original_basis_point: 200 },
    coupon_rule: { discount_ratio_limit: 0, discount_limit: 0 },
    product_attr_list: leaf.attributes.map(attribute),
    sale_attr_list: [attribute({ name: "规格", required: true, type: "string", values: [] })],
    size_chart: { is_support: false, item_list: [] },
  },
  product_qua_list: qualifications(leaf),
});

const relations = (shop: Shop, status: number | null): Reply => ({
  ...OK,
  list:
    status === 2
      ? []
      : [...shop.leaves].map((id) => ({
          id,
          status: 1,
          uneffective_reason: "",
          effective_time: seconds(0),
          uneffective_time: 0,
          qua_id: "",
        })),
});

/** Reasons why a shop can't sell in a category; empty when it can. */
const obstacles = (world: World, shop: Shop, id: string | undefined): readonly string[] => {
  if (id === undefined) return [];
  const leaf = world.leaves.get(id);
  if (!leaf) return ["类目不存在"];
  if (shop.leaves.has(id)) return [];
  return [leaf.inviteOnly ? "该类目为定向准入类目" : "未申请该类目"];
};

const precheck = (id: string | undefined, { world, shop }: Call): Reply => {
  const reasons = obstacles(world, shop, id);
  return { ...OK, all_pass: reasons.length === 0, fail_reasons: reasons };
};

/** The sample shows an object where the field table says a list: single answers come that way. */
const deliveryRule = (leaf: Leaf | undefined): Reply => {
  if (!leaf) return no(10020063);
  const express = { deliver_type: 0, acct_type: [] };
  if (leaf.family === "local_life") return { ...OK, list: { deliver_type: 3, acct_type: [3] } };
  return { ...OK, list: leaf.noShipment ? [express, { deliver_type: 3, acct_type: [3] }] : express };
};

export const CATEGORY_CALLS: Readonly<Record<string, Api>> = {
  "category/all": raw("GET", all, { set: 129, aliases: true }),
  "category/detail": post(
    z.object({ cat_id: textOrNumber }),
    ({ cat_id }, { world }) => {
      const leaf = world.leaves.get(cat_id);
      if (leaf) return detail(leaf);
      return /^\d+$/.test(cat_id) ? no(10020063) : no(9401020);
    },
    { set: 129, aliases: true },
  ),
  "category/getcategoryrule": post(
    z.object({ category_id: textOrNumber }),
    ({ category_id }, { world, query }) =>
      query.get("rule_id") === "2" ? deliveryRule(world.leaves.get(category_id)) : no(9401020, "rule_id"),
    { set: 129, aliases: true },
  ),
  "category/get_category_relation_list": post(
    z.object({ is_filter_status: z.boolean().optional(), status: whole.optional() }),
    ({ is_filter_status, status }, { shop }) => relations(shop, is_filter_status === true ? (status ?? null) : null),
    { set: 129, aliases: true },
  ),
  "product/categoryprecheck": post(
    z.object({ cat_id: textOrNumber.optional() }),
    ({ cat_id }, call) => precheck(cat_id, call),
    { set: 129 },
  ),
};
