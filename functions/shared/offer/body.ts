/** One listing made ready for one shop: overrides applied, category and attributes mapped by name, pictures by hash. Pure. */
import type { BodyDraft, Made } from "./draft.ts";
import type { Adapter, CanonicalAttribute, CategoryRules, Finding } from "../../../adapters/contract.ts";
import { attributesOf } from "../../../domain/listing/attributes.ts";
import { detailHtmlOf } from "../../../domain/listing/detail.ts";
import type { Licence } from "../../../domain/listing/head.ts";
import { titleOf, type Listing } from "../../../domain/listing/listing.ts";
import type { CanonicalSku } from "../../../domain/listing/sku.ts";
import type { AttributeSource } from "../../../domain/listing/mapping.ts";
import type { Catalog, CategoryCatalog } from "../catalog.ts";
import { certificatesOf } from "./certificates.ts";
import type { Selling } from "./selling.ts";

const NO_RETURNS: BodyDraft["returns"] = "none";

/** What a listing is made ready with: the shop, what it may use there, where facts go, and the supplier's licences. */
export interface Ready {
  shop: Selling;
  catalog: Catalog;
  category: CategoryCatalog;
  sources: Readonly<Record<string, AttributeSource>>;
  papers: readonly Licence[];
}

/** The body without picture addresses; or why this platform carries no such thing. */
export function draftOf(listing: Listing, skus: readonly CanonicalSku[], ready: Ready): Made {
  const { shop, category, papers } = ready;
  const kind = carriedAs(listing.kind, shop.adapter);
  if ("finding" in kind) return { ok: false, ...kind };
  const draft: BodyDraft = {
    merchantKey: listing.merchantKey,
    kind: listing.kind,
    ...textsOf(listing, ready),
    pictureHashes: picturesOf(listing, "main"),
    detailHashes: picturesOf(listing, "detail"),
    certificates: certificatesOf(listing, papers, category.rules.certificates),
    ...deliveryOf(listing, skus, ready),
    voucher: kind.as === "voucher" ? voucherOf(skus) : null,
    skus: skus.map((sku) => skuOf(sku, category.rules)),
  };
  return { ok: true, draft };
}

/** As what the platform carries a kind of listing; a finding where it carries none, which no category would heal. */
export function carriedAs(kind: string, { mapping }: Adapter): { as: "goods" | "voucher" } | { finding: Finding } {
  const carried = mapping.kinds[kind];
  return carried === undefined || "absent" in carried ? { finding: notCarried(kind, carried?.absent) } : carried;
}

function textsOf(listing: Listing, { shop, category, sources }: Ready) {
  const override = listing.shopOverrides[shop.row.id];
  const facts = attributesOf(listing, listing.options[0]);
  const values = category.rules.attributes
    .filter(({ sale }) => !sale)
    .flatMap((attribute) => valueOf(attribute, facts, sources[attribute.name]));
  return {
    title: override?.titleLong ?? titleOf(listing),
    categoryId: category.rules.categoryId,
    brandId: override?.brandId ?? brandOf(listing, category),
    attributes: { ...Object.fromEntries(values), ...override?.attributes },
    detailHtml: override?.descriptionHtml ?? (listing.descriptionHtml || detailHtmlOf(listing)),
  };
}

function deliveryOf(listing: Listing, skus: readonly CanonicalSku[], { shop, catalog }: Ready) {
  const goods = listing.kind === "goods" ? listing : null;
  return {
    freightTemplateId: listing.shopOverrides[shop.row.id]?.freightTemplateId ?? templateOf(listing, catalog),
    returnAddressId: catalog.addresses[0]?.id ?? null,
    shipWithinHours: goods?.ship.promiseHours ?? null,
    returns: goods?.returns ?? NO_RETURNS,
    weightGrams: goods?.grossWeightG ?? skus[0]?.weightGrams ?? null,
  };
}

function skuOf(sku: CanonicalSku, { attributes }: CategoryRules): BodyDraft["skus"][number] {
  const sale = attributes.find((attribute) => attribute.sale);
  return {
    merchantKey: sku.merchantKey,
    name: sku.name,
    attributes: sale === undefined ? {} : { [sale.id]: sku.name },
    priceFen: sku.priceFen,
    stock: 0,
    picture: null,
  };
}

type Attribute = CategoryRules["attributes"][number];

function valueOf(
  attribute: Attribute,
  facts: Partial<Record<CanonicalAttribute, string>>,
  source: AttributeSource | undefined,
): [string, string[]][] {
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
