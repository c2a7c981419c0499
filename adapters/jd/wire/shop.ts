import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { count, flag, text, textOrNull } from "./scalars.ts";

/** An answer of which nothing is read but that it is one, and no refusal. */
export const WireDone = z.object({ code: z.union([z.literal("0"), z.literal(0)]) });

export const WireVender = z
  .object({ vender_info_result: z.object({ vender_id: id, shop_name: text }) })
  .transform(({ vender_info_result: one }) => ({ platformShopId: one.vender_id, name: one.shop_name }));
/** `expires_in` is in seconds. */
export const WireToken = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().positive(),
});
export type WireToken = z.infer<typeof WireToken>;

/** 6.1: without a flag for leaves; `fid` is 0 at the root. */
const WireCategory = z
  .object({ id, fid: textOrNull, name: z.string(), lev: count.nullish() })
  .transform(({ fid: parentId, ...one }) => ({ ...one, parentId }));
export type WireCategory = z.infer<typeof WireCategory>;
export const WireCategories = z
  .object({ returnType: z.object({ list: listOf(WireCategory) }) })
  .transform((one) => one.returnType.list);
export const WireCategoryById = z.object({ category: WireCategory.nullish() }).transform((one) => one.category ?? null);

const WireChoices = listOf(z.object({ id, name: z.string() }));
const WireAttribute = z.object({
  id,
  name: z.string(),
  attributeType: count,
  inputType: count.nullish(),
  isRequired: flag.nullish(),
  attrValueList: WireChoices,
  features: listOf(z.object({ key: text, value: text })),
});
export type WireAttribute = z.infer<typeof WireAttribute>;
export const WireAttributes = z
  .object({ findattrsbycategoryidunlimitcate_result: listOf(WireAttribute) })
  .transform((one) => one.findattrsbycategoryidunlimitcate_result);
export const WireAttributeValues = z
  .object({ findvaluesbyattridunlimit_result: WireChoices })
  .transform((one) => one.findvaluesbyattridunlimit_result);

const WireBrand = z
  .object({ erpBrandId: id, brandName: text })
  .transform((one) => ({ id: one.erpBrandId, name: one.brandName }));
export const WireBrands = z.object({ brandList: listOf(WireBrand) }).transform((one) => one.brandList);
const WireTemplate = z
  .object({ id, template_name: text })
  .transform((one) => ({ id: one.id, name: one.template_name }));
export const WireTemplates = z
  .object({ query_skuFareTemplate_result: z.object({ template_list: listOf(WireTemplate) }) })
  .transform((one) => one.query_skuFareTemplate_result.template_list);
const WireAddress = z
  .object({ id, name: text, contact: text, full_address: text, fullAddress: text })
  .transform((one) => {
    const described = [one.contact, one.full_address || one.fullAddress].filter(Boolean).join(" ");
    return { id: one.id, name: one.name || described };
  });
/** 6.2: the list has one name in the C# SDK and another in 2026. */
export const WireAddresses = z
  .object({
    returnAddressResult: z.object({ ship_address_s: listOf(WireAddress), ship_address_vo: listOf(WireAddress) }),
  })
  .transform(({ returnAddressResult: one }) => [...one.ship_address_s, ...one.ship_address_vo]);
/** 11 */
export const WireCarriers = z
  .object({
    StandardGenericResponse: z.object({ result: z.object({ carrierList: listOf(z.object({ id, name: text })) }) }),
  })
  .transform((one) => one.StandardGenericResponse.result.carrierList);
/** 6.3: a path without host, as wares want it. */
export const WirePicture = z.object({ picture_url: z.string().min(1) }).transform((one) => one.picture_url);
