import type { Finding } from "../../../domain/finding.ts";
import type { Listing } from "../../../domain/listing/listing.ts";
import type { CanonicalSku } from "../../../domain/listing/sku.ts";

interface Whose {
  listing: Listing;
  shopId: string;
  skus: readonly Pick<CanonicalSku, "optionId" | "merchantKey">[];
}

/** The field of the listing behind a field of the body: what people can edit. What only the shop's overrides hold points there. */
export function inListing(finding: Finding, whose: Whose): Finding {
  return { ...finding, pointer: pointerInListing(finding.pointer, whose) };
}

const SHOP_ONLY = new Set(["categoryId", "brandId", "freightTemplateId", "attributes"]);
const SAME: Readonly<Record<string, string>> = {
  merchantKey: "/merchantKey",
  kind: "/kind",
  pictures: "/pictures",
  detailPictures: "/pictures",
  certificates: "/licences",
  returns: "/returns",
  weightGrams: "/grossWeightG",
  shipWithinHours: "/ship/promiseHours",
  returnAddressId: "/ship/locationId",
};
const VOUCHER: Readonly<Record<string, string>> = {
  useFrom: "/validity/useFrom",
  useUntil: "/validity/useUntil",
  refund: "/cancellation",
  storeIds: "/place",
};

function pointerInListing(pointer: string, whose: Whose): string {
  const [, field = "", at = "", inner = ""] = pointer.split("/");
  const override = whose.listing.shopOverrides[whose.shopId];
  const overrides = `/shopOverrides/${whose.shopId}`;
  if (field === "title") {
    const own = whose.listing.titleLong === undefined ? "/titleShort" : "/titleLong";
    return override?.titleLong === undefined ? own : `${overrides}/titleLong`;
  }
  if (field === "detailHtml")
    return override?.descriptionHtml === undefined ? "/descriptionHtml" : `${overrides}/descriptionHtml`;
  if (SHOP_ONLY.has(field)) return `${overrides}${pointer}`;
  if (field === "skus") return skuPointer(at, inner, whose);
  if (field === "voucher") return VOUCHER[at] ?? "/validity";
  return SAME[field] ?? pointer;
}

function skuPointer(at: string, inner: string, { listing, shopId, skus }: Whose): string {
  const sku = skus[Number(at)];
  const index = listing.options.findIndex(({ id }) => id === sku?.optionId);
  if (at === "" || sku === undefined || index < 0) return "/options";
  const own = listing.shopOverrides[shopId]?.prices[sku.merchantKey];
  if (inner === "priceFen")
    return own === undefined ? `/options/${index}/price/sellFen` : `/shopOverrides/${shopId}/prices/${sku.merchantKey}`;
  return `/options/${index}/${inner === "merchantKey" ? "merchantKey" : inner === "picture" ? "picture" : "name"}`;
}
