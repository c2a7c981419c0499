import type { Adapter, Body, CategoryRules, Finding } from "../../../adapters/contract.ts";
import { hashOfJson } from "../../../domain/hash.ts";
import { fen } from "../../../domain/money.ts";
import type { Wish } from "../../../domain/plan/wish.ts";
import type { Hash } from "../../../domain/units.ts";

/** A body whose pictures are still named by their bytes. */
export interface BodyDraft extends Omit<Body, "pictures" | "detailPictures"> {
  pictureHashes: readonly string[];
  detailHashes: readonly string[];
}
export type Made = { ok: true; draft: BodyDraft } | { ok: false; finding: Finding };

/** The body as the adapter takes it; a picture that is not there yet keeps its hash as a stand-in for lint. */
export function bodyOf(
  draft: BodyDraft,
  addresses: ReadonlyMap<string, string>,
  stock: ReadonlyMap<string, number>,
): Body {
  const { pictureHashes, detailHashes, ...rest } = draft;
  const address = (hash: string) => addresses.get(hash) ?? hash;
  return {
    ...rest,
    pictures: pictureHashes.map(address),
    detailPictures: detailHashes.map(address),
    certificates: draft.certificates.map((paper) => ({ ...paper, pictures: paper.pictures.map(address) })),
    skus: draft.skus.map((sku) => ({ ...sku, stock: stock.get(sku.merchantKey) ?? 0 })),
  };
}

/** What the adapter's offline rules say of a draft. Stock is not theirs to judge here: it changes by the minute. */
export function lintBody(draft: BodyDraft, adapter: Adapter, rules: CategoryRules): readonly Finding[] {
  const one = new Map(draft.skus.map((sku) => [sku.merchantKey, 1]));
  return adapter.lint(bodyOf(draft, new Map(), one), rules);
}

/** Hashes of the parts of a draft: what differs from what was confirmed there is sent. */
export function partsOf(draft: BodyDraft): Wish["parts"] {
  const { title, categoryId, brandId, attributes, detailHtml, certificates } = draft;
  const names = draft.skus.map(({ merchantKey, name, attributes: own, picture }) => ({
    merchantKey,
    name,
    own,
    picture,
  }));
  const { freightTemplateId, returnAddressId, shipWithinHours, returns, weightGrams } = draft;
  return {
    text: hashOfJson({ title, categoryId, brandId, attributes, detailHtml, certificates }),
    pictures: hashOfJson([draft.pictureHashes, draft.detailHashes]),
    options: hashOfJson(names),
    delivery: hashOfJson({ freightTemplateId, returnAddressId, shipWithinHours, returns, weightGrams }),
    voucher: hashOfJson(draft.voucher),
  };
}

/** All pictures of a draft, each once. */
export function picturesIn(draft: BodyDraft): Hash[] {
  const papers = draft.certificates.flatMap(({ pictures }) => pictures);
  return [...new Set([...draft.pictureHashes, ...draft.detailHashes, ...papers])].map((hash) => hash as Hash);
}

/** What is wished of a draft's skus. `stockVersion` rises with the clock: a later wish is newer. */
export function wishedSkus(draft: BodyDraft, stock: ReadonlyMap<string, number>, stockVersion: number): Wish["skus"] {
  return draft.skus.map((sku) => ({
    merchantKey: sku.merchantKey,
    priceFen: fen(sku.priceFen),
    stock: stock.get(sku.merchantKey) ?? 0,
    stockVersion,
  }));
}
