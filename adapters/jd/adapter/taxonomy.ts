import type { Taxonomy } from "../../contract.ts";
import { CARRIER_NAMES } from "../codes/index.ts";
import { toAttribute } from "../map/index.ts";
import {
  reads,
  WireAddresses,
  WireAttributes,
  WireAttributeValues,
  WireBrands,
  WireCategoryById,
  WireTemplates,
  WireValidCategories,
  type WireAttribute,
  type WireCategory,
} from "../wire/index.ts";
import type { JdContext } from "./settings.ts";

const SALE = 4;
const CHOICES = [1, 2];
/** Specification attributes, then sale attributes: what a ware needs (jd 6.1). */
const ATTRIBUTE_TYPES = [3, SALE];

/** One category by id; null where JD knows none. */
export async function categoryOf(categoryId: string, { call }: JdContext): Promise<WireCategory | null> {
  const body = { cid: categoryId, field: "id,fid,name,lev" };
  return (await call(reads("jingdong.category.read.findById", body, WireCategoryById))).category ?? null;
}

/** What the shop may use. JD lists only categories that are open to it, so what is missing there is not allowed. */
export const taxonomy: Taxonomy<JdContext> = {
  async categories(x) {
    const api = "jingdong.vender.category.getFullValidCategoryResultByVenderId";
    const { list } = (await x.call(reads(api, {}, WireValidCategories))).returnType;
    const all = [...list, ...(await missingParents(list, x))];
    const parents = new Set(all.map((category) => category.fid));
    return all.map(({ id, name, fid }) => ({
      id,
      name,
      parentId: fid === undefined || fid === null || fid === "0" ? null : fid,
      leaf: !parents.has(id),
      allowed: true,
      why: null,
    }));
  },
  async rules(categoryId, x) {
    const attributes = [];
    for (const attributeType of ATTRIBUTE_TYPES) {
      const body = { cid: categoryId, attributeType, field: "attrValueList,attrGroup" };
      const found = await x.call(
        reads("jingdong.category.read.findAttrsByCategoryIdUnlimitCate", body, WireAttributes),
      );
      for (const wire of found.findattrsbycategoryidunlimitcate_result) {
        attributes.push(toAttribute(wire, await choicesOf(wire, x)));
      }
    }
    return { categoryId, certificates: [], attributes };
  },
  async brands(_categoryId, { call }) {
    const { brandList } = await call(reads("jingdong.pop.vender.cener.venderBrand.query", {}, WireBrands));
    return brandList.map((brand) => ({ id: brand.erpBrandId, name: brand.brandName }));
  },
  async freightTemplates({ call }) {
    const found = await call(reads("jingdong.SkuFareTemplateService.getTemplates", {}, WireTemplates));
    const { template_list: templates } = found.query_skuFareTemplate_result;
    return templates.map((template) => ({ id: template.id, name: template.template_name }));
  },
  async addresses({ call }) {
    const { returnAddressResult: found } = await call(reads("jingdong.vender.shipaddress.query", {}, WireAddresses));
    const listed = found.ship_address_s.length > 0 ? found.ship_address_s : found.ship_address_vo; // C# and 2026 spelling
    return listed.map((address) => ({
      id: address.id,
      name: address.name || [address.contact, address.full_address || address.fullAddress].filter(Boolean).join(" "),
    }));
  },
  carriers: () => Promise.resolve(Object.entries(CARRIER_NAMES).map(([id, name]) => ({ id, name }))),
};

/** The valid list may begin below the root: its ancestors are read one by one, level by level. */
async function missingParents(list: readonly WireCategory[], x: JdContext): Promise<WireCategory[]> {
  const known = new Set(list.map((category) => category.id));
  const found: WireCategory[] = [];
  let wanted = list.map((category) => category.fid);
  while (wanted.length > 0) {
    const level: WireCategory[] = [];
    for (const id of new Set(wanted)) {
      if (id === undefined || id === null || id === "0" || known.has(id)) continue;
      known.add(id);
      const category = await categoryOf(id, x);
      if (category !== null) level.push(category);
    }
    found.push(...level);
    wanted = level.map((category) => category.fid);
  }
  return found;
}

async function choicesOf(wire: WireAttribute, { call }: JdContext): Promise<{ id: string; name: string }[]> {
  const free = wire.attributeType === SALE || !CHOICES.includes(wire.inputType ?? 0);
  if (free || wire.attrValueList.length > 0) return wire.attrValueList;
  const body = { categoryAttrId: wire.id, field: "id,name" };
  const found = await call(reads("jingdong.category.read.findValuesByAttrIdUnlimit", body, WireAttributeValues));
  return found.findvaluesbyattridunlimit_result;
}
