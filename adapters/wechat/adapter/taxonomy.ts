import type { CategoryRules, Named, Taxonomy } from "../../contract.ts";
import type * as z from "zod";
import { PATH } from "../map/index.ts";
import {
  ask,
  askShared,
  getShared,
  WireAddress,
  WireAddressIds,
  WireBrands,
  WireCarriers,
  WireCategory,
  WirePaths,
  WireRelations,
  WireTemplate,
  WireTemplateIds,
} from "../wire/index.ts";
import type { X } from "./find.ts";

type Category = Awaited<ReturnType<Taxonomy<X>["categories"]>>[number];
type WireAttribute = z.infer<typeof WireCategory>["attr"]["product_attr_list"][number];

/** What no brand is called in their brand field. */
const NO_BRAND: Named = { id: "2100000000", name: "无品牌/其他" };
const EFFECTIVE = 1;

/** Their tree of today as a list. An id of ours is the whole path, because a product names the whole path. */
async function categories(x: X): Promise<readonly Category[]> {
  const { cats_v2: paths } = await x.call(getShared("category/all", WirePaths));
  const relations = await x.call(
    askShared({ api: "category/get_category_relation_list", body: { is_filter_status: false }, reply: WireRelations }),
  );
  const states = new Map(relations?.list.map((relation) => [relation.id, relation] as const));
  const found = new Map<string, Category>();
  for (const { cat_and_qua: items } of paths) {
    const path = items.map(({ cat }) => cat).sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
    for (const [depth, cat] of path.entries()) {
      const leaf = depth === path.length - 1;
      const state = states.get(cat.cat_id);
      const allowed = !leaf || state?.status === EFFECTIVE;
      const ids = path.slice(0, depth + 1).map(({ cat_id }) => cat_id);
      const why = allowed ? null : (state?.uneffective_reason ?? "店铺没有开通这个类目");
      found.set(ids.join(PATH), {
        id: ids.join(PATH),
        name: cat.name,
        parentId: depth === 0 ? null : ids.slice(0, -1).join(PATH),
        leaf,
        allowed,
        why,
      });
    }
  }
  return [...found.values()];
}

async function rules(categoryId: string, x: X): Promise<CategoryRules> {
  const cat_id = categoryId.split(PATH).at(-1);
  const { attr, product_qua_list } = await x.call(
    askShared({ api: "category/detail", body: { cat_id }, reply: WireCategory }),
  );
  const certificates = [...product_qua_list, ...attr.product_qua_list].filter(({ mandatory }) => mandatory);
  return {
    categoryId,
    certificates: [
      ...new Map(certificates.map(({ qua_id, name }) => [qua_id, { id: qua_id, name: name ?? qua_id }])).values(),
    ],
    demands: { brand: attr.is_limit_brand, sevenDayReturn: attr.seven_day_return, floorPriceFen: attr.floor_price },
    attributes: [
      ...attr.product_attr_list.map((item) => attributeOf(item, false)),
      ...attr.sale_attr_list.map((item) => attributeOf(item, true)),
    ],
  };
}

/** An attribute of theirs; its name is its id. Where the shop may add values, the list of options binds nobody. */
function attributeOf(
  { name, is_required: required, append_allowed, type_v2, type, value }: WireAttribute,
  sale: boolean,
): CategoryRules["attributes"][number] {
  const kind = type_v2 ?? type ?? "string";
  const choices = (value ?? "").split(";").filter((choice) => choice !== "");
  const isSelect = kind.startsWith("select");
  return {
    id: name,
    name,
    required,
    sale,
    type: kind === "select_one" ? "one" : kind === "select_many" ? "many" : kind === "string" ? "text" : "number",
    units: kind.endsWith("_unit") ? choices : [],
    options: isSelect && !append_allowed ? choices.map((choice) => ({ id: choice, name: choice })) : [],
  };
}

async function brands(_categoryId: string, x: X): Promise<readonly Named[]> {
  const found: Named[] = [NO_BRAND];
  for (let at: string | null = ""; at !== null;) {
    const { brands: some, next } = await brandPage(at, x);
    found.push(
      ...some.map(({ brand_id, ch_name, en_name }) => ({ id: brand_id, name: ch_name ?? en_name ?? brand_id })),
    );
    at = next;
  }
  return found;
}

async function brandPage(next_key: string, x: X) {
  const page = await x.call(ask({ api: "brand/valid/list/get", body: { page_size: 50, next_key }, reply: WireBrands }));
  const some = page?.brands ?? [];
  return { brands: some, next: page?.continue_flag && some.length > 0 ? page.next_key : null };
}

const MOST = 100;
const TEMPLATES_PAGE = 20;

async function freightTemplates(x: X): Promise<readonly Named[]> {
  const ids: string[] = [];
  for (let more = true; more;) {
    const page = await x.call(
      ask({
        api: "merchant/getfreighttemplatelist",
        body: { offset: ids.length, limit: TEMPLATES_PAGE },
        reply: WireTemplateIds,
      }),
    );
    ids.push(...(page?.template_id_list ?? []));
    more = page?.template_id_list.length === TEMPLATES_PAGE;
  }
  return Promise.all(ids.map((id) => templateOf(id, x)));
}

async function templateOf(id: string, x: X): Promise<Named> {
  const { freight_template: template } = await x.call(
    ask({ api: "merchant/getfreighttemplatedetail", body: { template_id: id }, reply: WireTemplate }),
  );
  return { id, name: template.name ?? id };
}

async function addresses(x: X): Promise<readonly Named[]> {
  const page = await x.call(
    ask({ api: "merchant/address/list", body: { offset: 0, limit: MOST }, reply: WireAddressIds }),
  );
  return Promise.all((page?.address_id_list ?? []).map((id) => addressOf(id, x)));
}

async function addressOf(id: string, x: X): Promise<Named> {
  const { address_detail: detail } = await x.call(
    ask({ api: "merchant/address/get", body: { address_id: id }, reply: WireAddress }),
  );
  return { id, name: detail.name ?? id };
}

async function carriers(x: X): Promise<readonly Named[]> {
  const { company_list } = await x.call(
    ask({ api: "order/deliverycompanylist/new/get", body: { ewaybill_only: false }, reply: WireCarriers }),
  );
  return company_list.map(({ delivery_id, delivery_name }) => ({ id: delivery_id, name: delivery_name }));
}

/** Look-ups before a product can be made. */
export const taxonomy: Taxonomy<X> = { categories, rules, brands, freightTemplates, addresses, carriers };
