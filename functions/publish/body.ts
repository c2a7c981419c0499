/** One listing made ready for one shop: overrides applied, category and attributes mapped by name, pictures by hash. Pure. */
import { lintBody, type BodyDraft, type Made } from "./draft.ts";
import type { CanonicalAttribute, CategoryRules, Finding } from "../../adapters/contract.ts";
import { attributesOf } from "../../domain/listing/attributes.ts";
import { detailHtmlOf } from "../../domain/listing/detail.ts";
import { titleOf, type Listing } from "../../domain/listing/listing.ts";
import type { CanonicalSku } from "../../domain/listing/sku.ts";
import { leafKey, type Catalog, type CategoryCatalog } from "../shared/catalog.ts";
import type { OpenShop } from "../shared/shops.ts";

/** The leaf category of a listing in a shop, or what a person has to do about it. */
export function leafOf(listing: Listing, shop: OpenShop, catalog: Catalog): { id: string } | { finding: Finding } {
  const chosen = listing.shopOverrides[shop.row.id]?.categoryId;
  if (chosen !== undefined) return { id: chosen };
  const path = shop.adapter.mapping.categories[listing.categoryCode];
  const leaf = path === undefined ? undefined : catalog.leaves[leafKey(path)];
  if (leaf === undefined) return { finding: noCategory(listing.categoryCode) };
  return leaf.allowed ? { id: leaf.id } : { finding: notAllowed(path?.at(-1) ?? "", leaf.why) };
}

/** The body without picture addresses, and what lint finds in it. */
export function draftOf(
  listing: Listing,
  skus: readonly CanonicalSku[],
  where: { shop: OpenShop; catalog: Catalog; category: CategoryCatalog },
): Made {
  const { shop, catalog, category } = where;
  const override = listing.shopOverrides[shop.row.id];
  const kind = shop.adapter.mapping.kinds[listing.kind];
  if (kind === undefined || "absent" in kind) return { ok: false, finding: notCarried(listing.kind, kind?.absent) };
  const facts = attributesOf(listing, listing.options[0]);
  const values = category.rules.attributes
    .filter((a) => !a.sale)
    .flatMap((attribute) => valueOf(attribute, facts, shop));
  const sale = category.rules.attributes.find((attribute) => attribute.sale);
  const goods = listing.kind === "goods" ? listing : null;
  const draft: BodyDraft = {
    merchantKey: listing.merchantKey,
    kind: kind.as,
    title: override?.titleLong ?? titleOf(listing),
    categoryId: category.rules.categoryId,
    brandId: override?.brandId ?? brandOf(listing, category),
    freightTemplateId: override?.freightTemplateId ?? templateOf(listing, catalog),
    returnAddressId: catalog.addresses[0]?.id ?? null,
    attributes: { ...Object.fromEntries(values), ...override?.attributes },
    pictureHashes: picturesOf(listing, "main"),
    detailHashes: picturesOf(listing, "detail"),
    detailHtml: override?.descriptionHtml ?? (listing.descriptionHtml || detailHtmlOf(listing)),
    certificates: listing.licences.map((licence) => ({ type: licence.type, number: licence.no, pictures: [] })),
    shipWithinHours: goods?.ship.promiseHours ?? null,
    returns: goods?.returns ?? "none",
    weightGrams: goods?.grossWeightG ?? skus[0]?.weightGrams ?? null,
    voucher: kind.as === "voucher" ? voucherOf(skus) : null,
    skus: skus.map((sku) => ({
      merchantKey: sku.merchantKey,
      name: sku.name,
      attributes: sale === undefined ? {} : { [sale.id]: sku.name },
      priceFen: sku.priceFen,
      stock: 0,
      picture: null,
    })),
  };
  return { ok: true, draft, findings: lintBody(draft, shop.adapter, category.rules) };
}

type Attribute = CategoryRules["attributes"][number];

function valueOf(
  attribute: Attribute,
  facts: Partial<Record<CanonicalAttribute, string>>,
  shop: OpenShop,
): [string, string[]][] {
  const source = shop.adapter.mapping.attributes[attribute.name];
  const text = source === undefined ? undefined : "value" in source ? source.value : facts[source.from];
  if (text === undefined || text === "") return [];
  if (attribute.type === "one" || attribute.type === "many") {
    const option =
      attribute.options.find(({ name }) => name === text) ?? attribute.options.find(({ name }) => text.includes(name));
    return option === undefined ? [] : [[attribute.id, [option.id]]];
  }
  if (attribute.type !== "number") return [[attribute.id, [text]]];
  const number = /\d+(\.\d+)?/.exec(text)?.[0];
  const unit = attribute.units.find((name) => text.includes(name)) ?? attribute.units[0];
  return number === undefined ? [] : [[attribute.id, [unit === undefined ? number : `${number} ${unit}`]]];
}

function brandOf(listing: Listing, category: CategoryCatalog): string | null {
  const byName = category.brands.find(({ name }) => name === listing.brand);
  const none = category.brands.find(({ name }) => /无品牌|其他/.test(name));
  return byName?.id ?? none?.id ?? category.brands[0]?.id ?? null;
}

function templateOf(listing: Listing, catalog: Catalog): string | null {
  if (listing.kind !== "goods") return null;
  const cold = listing.ship.temp !== "ambient";
  const byName = catalog.freightTemplates.find(({ name }) => (cold ? /冷链/ : /包邮/).test(name));
  return (byName ?? catalog.freightTemplates[0])?.id ?? null;
}

function picturesOf(listing: Listing, role: "main" | "detail"): string[] {
  return listing.pictures.filter((picture) => picture.role === role).map((picture) => picture.hash);
}

function voucherOf(skus: readonly CanonicalSku[]): BodyDraft["voucher"] {
  const first = skus[0];
  if (first?.useFrom == null || first.useUntil === null) return null;
  return { useFrom: first.useFrom, useUntil: first.useUntil, refund: "any_time", storeIds: [] };
}

function noCategory(code: string): Finding {
  return {
    rule: "category.unmapped",
    severity: "block",
    pointer: "/categoryCode",
    say: { zh: `还没有为类目 ${code} 找到平台类目`, en: `no category of the platform is known for ${code}` },
    remedy: { zh: "在店铺设置里为这件商品选择平台类目", en: "choose the platform's category in the shop's overrides" },
    platformCode: null,
  };
}

function notAllowed(name: string, why: string | null): Finding {
  return {
    rule: "category.not_allowed",
    severity: "block",
    pointer: "/categoryCode",
    say: {
      zh: `店铺没有类目“${name}”的经营权限${why === null ? "" : `：${why}`}`,
      en: `the shop may not sell in ${name}`,
    },
    remedy: { zh: "在平台后台申请该类目资质", en: "apply for the category in the platform's back office" },
    platformCode: null,
  };
}

function notCarried(kind: string, why: { zh: string; en: string } | undefined): Finding {
  return {
    rule: "kind.not_carried",
    severity: "block",
    pointer: "/kind",
    say: why ?? { zh: `这个平台不支持 ${kind}`, en: `this platform does not carry ${kind}` },
    remedy: {
      zh: "在平台后台手工创建后，回到这里绑定",
      en: "make it by hand in the platform's back office, then bind it here",
    },
    platformCode: null,
  };
}
