import type { Body, Facet } from "../../contract.ts";
import { yuanFromFen } from "../../../domain/money.ts";
import { day, dayOf, daysBetween } from "../../../domain/time.ts";
import type { Instant } from "../../contract.ts";

/** Lengths of theirs, in characters. */
const NAME_LENGTH = 60;
const SELLING_POINT_LENGTH = 40;
const AFTER_SALE: Record<Body["returns"], string> = {
  seven_days: "支持七天无理由退货，请保持商品完好；有问题请先联系客服",
  fresh_claim: "生鲜易腐商品不支持七天无理由退货；签收后有坏损请尽快拍照联系客服，按坏损情况赔付",
  none: "本商品不支持七天无理由退货，有问题请联系客服",
};
const REFUND: Record<NonNullable<Body["voucher"]>["refund"], { autoRefund: string; insaleRefund: string }> = {
  any_time: { autoRefund: "1", insaleRefund: "1" },
  before_expiry: { autoRefund: "0", insaleRefund: "1" },
  none: { autoRefund: "0", insaleRefund: "0" },
};
/** Always into the warehouse: `1` would put it on the shelf as soon as it is processed. */
const TO_WAREHOUSE = "2";

/** The application for a new product, for `item.add`. Buyers see nothing of it until the shelf call. */
export function toItem(body: Body, now: Instant): object {
  return {
    categoryCode: body.categoryId,
    brandCode: body.brandId ?? "",
    // Unique in their library over all merchants; titles are not, merchant codes make them so.
    productName: `${cut(body.title, NAME_LENGTH - 1 - body.merchantKey.length)} ${body.merchantKey}`,
    itemCode: body.merchantKey,
    saleSet: TO_WAREHOUSE,
    ...textOf(body),
    ...picturesOf(body),
    ...deliveryOf(body),
    ...voucherOf(body, now),
    ...skusOf(body),
  };
}

/** The changed parts of a product, for `itemcontents.modify`; price and stock never go this way. */
export function toContents(
  body: Body,
  facets: readonly Facet[],
  children: readonly { itemCode: string; productCode: string }[],
): object {
  const childItem = children.flatMap(({ itemCode, productCode }) => {
    const picture = body.skus.find((sku) => sku.merchantKey === itemCode)?.picture ?? null;
    return picture === null ? [] : [{ productCode, itemCode, supplierImg1Url: picture }];
  });
  return {
    ...(facets.includes("text") && textOf(body)),
    // Detail pictures lie in the detail page.
    ...(facets.includes("pictures") && { ...picturesOf(body), introduction: introductionOf(body) }),
    ...(facets.includes("pictures") && childItem.length > 0 && { childItem }),
    ...(facets.includes("delivery") && deliveryOf(body)),
  };
}

function textOf(body: Body): object {
  return {
    cmTitle: body.title,
    sellPoint: cut(body.title, SELLING_POINT_LENGTH),
    introduction: introductionOf(body),
    pars: parsOf(Object.entries(body.attributes).map(([code, values]) => [code, values.join(",")])),
  };
}

function picturesOf(body: Body): Record<string, string> {
  return Object.fromEntries(body.pictures.map((url, index) => [`supplierImg${index + 1}Url`, url]));
}

function deliveryOf(body: Body): object {
  return {
    afterSaleServiceDec: AFTER_SALE[body.returns],
    ...(body.freightTemplateId !== null && { freightTemplateId: body.freightTemplateId }),
  };
}

/** Sample values of theirs, nothing more is public: sold online, used at a store of the merchant's choice, for so many days. */
export function voucherOf(body: Body, now: Instant): object {
  if (body.voucher === null) return {};
  const { useUntil, refund } = body.voucher;
  return {
    sellChannel: "01",
    priceType: "01",
    extractMode: "01",
    effectiveDay: String(Math.max(1, daysBetween(dayOf(now), day(useUntil.slice(0, 10))))),
    bookingShop: "0",
    writeoffPayment: "0",
    writeoffShop: "1",
    ...REFUND[refund],
  };
}

type Sku = Body["skus"][number];

/** One sku without a sales attribute is the product itself; everything else are children. */
function skusOf(body: Body): object {
  const [first] = body.skus;
  const flat = body.skus.length === 1 && first !== undefined && Object.keys(first.attributes).length === 0;
  return flat ? amountsOf(first) : { childItem: body.skus.map((sku) => toChild(sku)) };
}

/** A child of a product, for creation (with its stock) and for adding one later. */
export function toChild(sku: Sku): object {
  return {
    itemCode: sku.merchantKey,
    ...amountsOf(sku),
    ...(sku.picture !== null && { supplierImg1Url: sku.picture }),
    pars: parsOf(Object.entries(sku.attributes)),
  };
}

function amountsOf(sku: Sku): object {
  return { price: yuanFromFen(sku.priceFen), invQty: String(sku.stock), alertQty: "0" };
}

/** Ids of numbers carry their unit (see taxonomy): it is taken off the value. */
function parsOf(values: readonly (readonly [id: string, value: string])[]): object[] {
  return values
    .filter(([, value]) => value !== "")
    .map(([id, value]) => {
      const [parCode = id, unit = ""] = id.split(":");
      const bare = unit !== "" && value.endsWith(unit) ? value.slice(0, -unit.length).trim() : value;
      return { parCode, parValue: bare };
    });
}

/** Base64 once, of HTML whose runs of white space are one blank; detail pictures that the page does not show follow it. */
function introductionOf(body: Body): string {
  const missing = body.detailPictures.filter((url) => !body.detailHtml.includes(url));
  const html = [body.detailHtml, ...missing.map((url) => `<p><img src="${url}"/></p>`)].join("");
  return Buffer.from(html.replace(/\s+/g, " ").trim(), "utf8").toString("base64");
}

function cut(text: string, length: number): string {
  return [...text].slice(0, length).join("").trimEnd();
}
