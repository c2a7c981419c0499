import * as z from "zod";
import { count, rows, text, WireId } from "./scalars.ts";

/** An answer of which nothing is read: that it is no refusal is all it says. */
export const WireDone = z.unknown();

export const WireVender = z.object({
  vender_info_result: z.object({ vender_id: WireId, shop_id: WireId.nullish(), shop_name: text }),
});
export const WireToken = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().positive(),
});

/** 6.1: categories that the shop may publish in, without a flag for leaves. */
export const WireCategory = z.object({ id: WireId, fid: WireId.nullish(), name: z.string(), lev: count.nullish() });
export const WireValidCategories = z.object({ returnType: z.object({ list: rows(WireCategory) }) });
export const WireCategoryById = z.object({ category: WireCategory.nullish() });
const WireAttributeValue = z.object({ id: WireId, name: z.string() });
export const WireAttribute = z.object({
  id: WireId,
  name: z.string(),
  attributeType: count,
  inputType: count.nullish(),
  isRequired: z.union([z.boolean(), z.stringbool()]).nullish(),
  attrValueList: rows(WireAttributeValue),
  features: rows(z.object({ key: text, value: text })),
});
export const WireAttributes = z.object({ findattrsbycategoryidunlimitcate_result: rows(WireAttribute) });
export const WireAttributeValues = z.object({ findvaluesbyattridunlimit_result: rows(WireAttributeValue) });
export const WireBrands = z.object({ brandList: rows(z.object({ erpBrandId: WireId, brandName: text })) });
export const WireTemplates = z.object({
  query_skuFareTemplate_result: z.object({ template_list: rows(z.object({ id: WireId, template_name: text })) }),
});
const WireAddress = z.object({ id: WireId, contact: text, full_address: text, fullAddress: text, name: text });
export const WireAddresses = z.object({
  returnAddressResult: z.object({ ship_address_s: rows(WireAddress), ship_address_vo: rows(WireAddress) }),
});
/** 6.3: a path without host, as wares want it. */
export const WirePicture = z.object({ picture_url: z.string().min(1) });
export const WireImages = z.object({ images: rows(z.object({ colorId: text, imgIndex: count })) });

export type WireAttribute = z.infer<typeof WireAttribute>;
export type WireCategory = z.infer<typeof WireCategory>;
