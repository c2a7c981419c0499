import * as z from "zod";
import { count, maybe, one, text } from "./envelope.ts";

export const WireShopInfo = one(z.object({ shopName: maybe, vendorCode: maybe, shopCode: maybe }));
/** The keys of parent and level are not public: whatever names a parent code is taken. */
export const WireCategory = z.looseObject({ categoryCode: text, categoryName: text });
export const WireBrand = z.object({ brandCode: text, brandName: text });
export const WireParameter = z.object({
  paraTemplateCode: maybe,
  parCode: text,
  parName: text,
  parUnit: maybe,
  parType: maybe,
  isMust: maybe,
  parOption: z.array(z.object({ parOptionCode: text, parOptionDesc: text })).nullish(),
});
/** Two spellings: Java beans and the item detail disagree. */
export const WireFreightTemplate = z.object({
  freighttemplateid: maybe,
  freighttemplatename: maybe,
  freightTemplateId: maybe,
  freightTemplateName: maybe,
});
export const WireAddress = z.object({ invAddrId: text, invName: maybe, streetAddress: maybe, remark: maybe });
export const WireCarrier = z.object({ expressCompanyCode: text, expressCompanyName: text });
export const WirePicture = one(z.object({ picUrl: text }));

export const WireReceipt = one(z.object({ applyCode: maybe }));
const WirePar = z.object({ parCode: text, parValue: maybe });
/** The key of a child's parameter list is not public (`pars` in requests). */
export const WireChild = z.object({
  productCode: maybe,
  itemCode: maybe,
  productName: maybe,
  barcode: maybe,
  price: maybe,
  invQty: maybe,
  pars: z.array(WirePar).nullish(),
});
/** An item in lists and by code; the name of the field with a refusal's reason is not public, so unknown keys are kept. */
export const WireItem = z.looseObject({
  productCode: maybe,
  itemCode: maybe,
  productName: maybe,
  cmTitle: maybe,
  status: maybe,
  applyCode: maybe,
  price: maybe,
  invQty: maybe,
  img1Url: maybe,
  supplierImg1Url: maybe,
  childItem: z.array(WireChild).nullish(),
});
export const WireItemSale = z.object({ productCode: maybe, saleStatus: maybe });
export const WireProductCode = z.object({ productCode: maybe });
export const WireStock = one(z.object({ invNum: count }));

export type WireItem = z.infer<typeof WireItem>;
export type WireChild = z.infer<typeof WireChild>;
export type WireParameter = z.infer<typeof WireParameter>;
export type WireCategory = z.infer<typeof WireCategory>;
