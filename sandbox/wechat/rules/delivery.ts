import { NO_BRAND } from "../actions/brands.ts";
import { firstRefusal, no, type Reply } from "../reply.ts";
import type { ProductFields } from "../shapes.ts";
import type { Leaf, Shop } from "../world.ts";
import { lengthOf, when } from "./verdict.ts";

const MAX_AFTER_SALE_TEXT = 200;
const MAX_DESCRIPTION = 10_000;

/** Brand, freight, way of delivery, return address, services and texts of a goods product. */
export const termsRefusal = (fields: ProductFields, leaf: Leaf, shop: Shop): Reply | null =>
  firstRefusal([
    brandRefusal(fields.brand_id, shop),
    deliveryRefusal(fields, leaf, shop),
    returnAddressRefusal(fields.after_sale_info?.after_sale_address_id, shop),
    serviceRefusal(fields.extra_service, leaf),
    when(fields.limited_info !== undefined && limitIsZero(fields.limited_info), 10020210),
    when(lengthOf(fields.aftersale_desc) > MAX_AFTER_SALE_TEXT, 10020095),
    when(lengthOf(fields.desc_info?.desc) > MAX_DESCRIPTION, 10020026),
    when(lengthOf(fields.out_product_id) > 128, 10020036),
  ]);

/** A brand must be one of the shop's, or the number for none. */
export const brandRefusal = (brandId: string | undefined, shop: Shop): Reply | null =>
  when(
    brandId !== undefined && brandId !== NO_BRAND && !shop.brands.some((brand) => brand.brandId === brandId),
    10020088,
  );

const deliveryRefusal = (fields: ProductFields, leaf: Leaf, shop: Shop): Reply | null => {
  const method = fields.deliver_method ?? 0;
  if (method === 0) return freightRefusal(fields.express_info, shop);
  if (method !== 1 && method !== 3) return no(10020051, "deliver_method");
  return firstRefusal([
    when(!leaf.noShipment, 10020069),
    when(method === 3 && (fields.deliver_acct_type ?? []).length === 0, 10020051, "deliver_acct_type"),
  ]);
};

/** The template is one of the shop's; by weight it needs a weight. */
export const freightRefusal = (express: ProductFields["express_info"], shop: Shop): Reply | null => {
  const template = shop.templates.find(({ id }) => id === express?.template_id);
  if (!template) return no(10020019);
  return when(template.valuation === "WEIGHT" && (express?.weight ?? 0) <= 0, 10020068);
};

/** What older SDKs leave out is taken; a wrong one is not. */
const returnAddressRefusal = (id: string | undefined, shop: Shop): Reply | null =>
  when(id !== undefined && !shop.addresses.some((address) => address.id === id && address.receive), 10020290);

/** Mandatory services of a category, and their ranges. */
export const serviceRefusal = (service: ProductFields["extra_service"], leaf: Leaf) => {
  if (!service) return no(40097, "extra_service");
  const { seven_day_return = 0, freight_insurance = 0, damage_guarantee = 0 } = service;
  return firstRefusal([
    when(![0, 1, 2, 3].includes(seven_day_return), 10020051, "seven_day_return"),
    when(![0, 1].includes(freight_insurance), 10020051, "freight_insurance"),
    when(leaf.sevenDayReturn && seven_day_return === 0, 10020108),
    when(leaf.damageGuarantee && damage_guarantee !== 1, 10020238),
  ]);
};

const limitIsZero = ({ period_type, limited_buy_num }: { period_type: number; limited_buy_num: number }): boolean =>
  period_type !== 0 && limited_buy_num <= 0;
