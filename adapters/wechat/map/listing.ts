import type * as z from "zod";
import type { Instant, ListingRef, Reading, Ware } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import { fromBeijing, instant, SECOND_MS } from "../../../domain/time.ts";
import { AUDITS, isListedOnce, SHELVES } from "../codes/index.ts";
import { keysIn, optionOf } from "./voucher-keys.ts";
import type { WireCopy, WireGoods, WireLife, WireStocks } from "../wire/index.ts";

type Wire = z.infer<typeof WireCopy>;
type SkuHere = { merchantKey: string | null; platformSkuId: string; priceFen: number | null; shown: number | null };

/** A product as it lies there, goods and vouchers alike: draft and online copy, and what buyers may still order of each sku. */
export interface Seen {
  platformId: string;
  merchantKey: string | null;
  isVoucher: boolean;
  draft: Wire | null;
  online: Wire | null;
  status: number;
  edit: number;
  auditReason: string | null;
  auditSince: Instant | null;
  skus: readonly SkuHere[];
}
/** Stock by sku id. */
export type Stocks = ReadonlyMap<string, number>;

/** Stock by sku id, from stock/batchget: product/get may show the draft's number. */
export function stocksOf(reply: z.infer<typeof WireStocks>): Stocks {
  const skus = reply?.data.spu_stock_list.flatMap(({ sku_stock }) => sku_stock) ?? [];
  const shown = skus.map((sku) => [sku.sku_id, sku.normal_stock_num ?? sku.total_stock_num ?? sku.stock_num] as const);
  return new Map(shown.flatMap(([id, count]) => (count === null ? [] : [[id, count]])));
}

/** The product with the stock that counts. */
export function withStocks(product: Seen, stocks: Stocks): Seen {
  const skus = product.skus.map((sku) => ({ ...sku, shown: stocks.get(sku.platformSkuId) ?? sku.shown }));
  return { ...product, skus };
}

/** A goods product; null when there is none. */
export function seenGoods(platformId: string, reply: z.infer<typeof WireGoods>): Seen | null {
  const { product: online, edit_product: draft, audit_info: audit } = reply ?? {};
  return seen({ platformId, isVoucher: false, online, draft, audits: [draft?.audit_info, audit] });
}

/** A voucher product; null when there is none. */
export function seenLife(platformId: string, reply: z.infer<typeof WireLife>): Seen | null {
  const { online_data: online, draft_data: draft, audit_result: audit, status, draft_status: edit } = reply ?? {};
  return seen({ platformId, isVoucher: true, online, draft, audits: [draft?.audit_result, audit], status, edit });
}

interface Parts {
  platformId: string;
  isVoucher: boolean;
  online: Wire | null | undefined;
  draft: Wire | null | undefined;
  audits: readonly (Wire["audit_info"] | undefined)[];
  status?: number | null | undefined;
  edit?: number | null | undefined;
}

function seen({ platformId, isVoucher, online, draft, audits, status, edit }: Parts): Seen | null {
  const [sold, drafted] = [withSkus(online), withSkus(draft)];
  const any = drafted ?? sold;
  if (any === null) return null;
  return {
    platformId,
    merchantKey: any.out_product_id,
    isVoucher,
    draft: drafted,
    online: sold,
    status: status ?? statusOf(online) ?? statusOf(draft) ?? 0,
    edit: edit ?? draft?.edit_status ?? draft?.draft_status ?? online?.edit_status ?? 0,
    auditReason:
      audits
        .map((audit) => audit?.reject_reason ?? audit?.reason ?? audit?.audit_reason)
        .find((reason) => reason !== undefined && reason !== null) ?? null,
    auditSince: audits.map((audit) => momentOf(audit?.submit_time ?? null)).find((since) => since !== null) ?? null,
    skus: skusOf(sold, drafted, isVoucher ? any.out_product_id : null),
  };
}

/** When an audit began: no page says whether in seconds or as a Beijing time, so both are read and anything else is no time. */
function momentOf(time: string | null): Instant | null {
  if (time === null) return null;
  if (/^[1-9]\d{9}$/.test(time)) return instant(Number(time) * SECOND_MS);
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time) ? fromBeijing(time) : null;
}

/** The shelf state of a copy; how a voucher product spells it is not documented. */
const statusOf = (copy: Wire | null | undefined) => copy?.status ?? copy?.online_status;

/** A copy that holds nothing is a shell. */
const withSkus = (copy: Wire | null | undefined) => (copy && copy.skus.length > 0 ? copy : null);

/** Skus of both copies, with the price that buyers see where it was sold. A voucher's only sku without any code takes the product's. */
function skusOf(sold: Wire | null, drafted: Wire | null, spareKey: string | null): SkuHere[] {
  const live = new Map(sold?.skus.map((sku) => [sku.sku_id, sku]));
  const all = new Map([...keyed(sold), ...keyed(drafted)].map((item) => [item.sku.sku_id, item]));
  return [...all.values()].map(({ sku, key }) => ({
    merchantKey: key ?? (all.size === 1 ? spareKey : null),
    platformSkuId: sku.sku_id,
    priceFen: live.get(sku.sku_id)?.sale_price ?? sku.sale_price,
    shown: live.get(sku.sku_id)?.stock_num ?? sku.stock_num,
  }));
}

/** Each sku of a copy with its code: its own, or for a voucher the one that the product's rules name. */
function keyed(copy: Wire | null) {
  const keys = keysIn(copy?.attr_kv_map?.["additional_rule"] ?? null);
  return (copy?.skus ?? []).map((sku) => ({
    sku,
    key: sku.out_sku_id ?? sku.sku_code ?? keys.get(optionOf(sku.sku_attr_map ?? {})) ?? null,
  }));
}

/** The reading for the planner. A sku that somebody made without a merchant code has an empty one; its number still tells which it is. */
export function toReading(product: Seen, merchantKey: string): Reading {
  const { platformId, status, edit, auditReason, auditSince, skus } = product;
  const state = AUDITS.get(edit) ?? "none";
  const reason = state === "refused" ? (auditReason ?? (edit === 8 ? "规格写入失败" : null)) : null;
  return {
    ref: { merchantKey, platformId, ticket: null },
    audit: {
      state,
      since: state === "pending" ? auditSince : null,
      reason,
    },
    shelf: SHELVES.get(status) ?? "forced_off",
    listedOnce: isListedOnce(status),
    skus: skus.map((sku) => ({
      merchantKey: sku.merchantKey ?? "",
      platformSkuId: sku.platformSkuId,
      priceFen: sku.priceFen === null ? null : fen(sku.priceFen),
      shown: sku.shown,
      booked: null,
    })),
  };
}

/** The product as something that already lies in the shop. Throws for a sku without a price. */
export function toWare(product: Seen): Ware {
  const copy = product.online ?? product.draft;
  return {
    platformId: product.platformId,
    merchantKey: product.merchantKey,
    title: copy?.title ?? copy?.product_name ?? "",
    picture: copy?.head_imgs[0] ?? null,
    shelf: SHELVES.get(product.status) ?? "forced_off",
    skus: product.skus.map(({ merchantKey, platformSkuId, priceFen, shown }) => {
      const wire = copy?.skus.find(({ sku_id }) => sku_id === platformSkuId);
      const name =
        wire?.sku_attrs.map(({ attr_value }) => attr_value).join(" ") ||
        Object.values(wire?.sku_attr_map ?? {}).join(" ");
      return {
        platformSkuId,
        merchantKey,
        barcode: wire?.bar_code ?? null,
        name,
        priceFen: fen(priceFen ?? Number.NaN),
        shown: shown ?? 0,
      };
    }),
  };
}

/** The ref of a product of this merchant code. */
export const refOf = (merchantKey: string, platformId: string): ListingRef => ({
  merchantKey,
  platformId,
  ticket: null,
});
