import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { count, text } from "./scalars.ts";

/** An answer of which nothing is read: that it is no refusal is all it says. */
export const WireDone = z.unknown();

export const WireVender = z.object({
  vender_info_result: z.object({ vender_id: id, shop_id: id.nullish(), shop_name: text }),
});
export const WireToken = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().positive(),
});

/** 6.1: categories that the shop may publish in, without a flag for leaves. */
export const WireCategory = z.object({ id: id, fid: id.nullish(), name: z.string(), lev: count.nullish() });
export const WireValidCategories = z.object({ returnType: z.object({ list: listOf(WireCategory) }) });
export const WireCategoryById = z.object({ category: WireCategory.nullish() });
const WireAttributeValue = z.object({ id: id, name: z.string() });
export const WireAttribute = z.object({
  id: id,
  name: z.string(),
  attributeType: count,
  inputType: count.nullish(),
  isRequired: z.union([z.boolean(), z.stringbool()]).nullish(),
  attrValueList: listOf(WireAttributeValue),
  features: listOf(z.object({ key: text, value: text })),
});
export const WireAttributes = z.object({ findattrsbycategoryidunlimitcate_result: listOf(WireAttribute) });
export const WireAttributeValues = z.object({ findvaluesbyattridunlimit_result: listOf(WireAttributeValue) });
export const WireBrands = z.object({ brandList: listOf(z.object({ erpBrandId: id, brandName: text })) });
export const WireTemplates = z.object({
  query_skuFareTemplate_result: z.object({ template_list: listOf(z.object({ id: id, template_name: text })) }),
});
const WireAddress = z.object({ id: id, contact: text, full_address: text, fullAddress: text, name: text });
export const WireAddresses = z.object({
  returnAddressResult: z.object({ ship_address_s: listOf(WireAddress), ship_address_vo: listOf(WireAddress) }),
});
/** 6.3: a path without host, as wares want it. */
export const WirePicture = z.object({ picture_url: z.string().min(1) });
export const WireImages = z.object({ images: listOf(z.object({ colorId: text, imgIndex: count })) });

export type WireAttribute = z.infer<typeof WireAttribute>;
export type WireCategory = z.infer<typeof WireCategory>;
