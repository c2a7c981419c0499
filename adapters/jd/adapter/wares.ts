import type { Adapter, ListingRef } from "../../contract.ts";
import { rowOf } from "../../runtime/rows.ts";
import { id } from "../../runtime/scalars.ts";
import { hasReason, stockSeen, toAdoptable, toReading, toRef } from "../map/index.ts";
import {
  reads,
  WireOpReason,
  WirePage,
  WireSkuById,
  WireSkuPage,
  WireStock,
  WireWareById,
  WireWarePage,
  WireWareWithSkus,
  type WireSku,
} from "../wire/index.ts";
import type { JdContext } from "./settings.ts";
import * as z from "zod";

const WARE_FIELDS = "wareId,wareStatus,title,outerId,itemNum";
const SKU_FIELDS = "skuId,wareId,status,saleAttrs,jdPrice,outerId,barCode,skuName,stockNum";
const PAGE_SIZE = 50;
const ADOPTION_PAGE_SIZE = 20;
const DELETED = -1;
const HasWareId = z.object({ wareId: id });

type Reader = Pick<Adapter<z.ZodObject, z.ZodObject, JdContext>, "look" | "read" | "wares">;

/** Looking, reading and adopting. JD searches wares by article number and skus by merchant code: both are ours. */
export const wareReader: Reader = {
  async look(merchantKey, x) {
    const byNumber = { itemNum: merchantKey, field: WARE_FIELDS, pageNo: 1, pageSize: PAGE_SIZE };
    const wares = await x.call(reads("jingdong.ware.read.searchWare4Valid", byNumber, WireWarePage));
    const byCode = { outId: merchantKey, field: SKU_FIELDS, pageNo: 1, page_size: PAGE_SIZE };
    const skus = await x.call(reads("jingdong.sku.read.searchSkuList", byCode, WireSkuPage));
    const ids = [
      ...(wares.page?.data ?? [])
        .filter((ware) => ware.itemNum === merchantKey || ware.outerId === merchantKey)
        .map((ware) => ware.wareId),
      ...(skus.page?.data ?? []).flatMap((sku) => (sku.outerId === merchantKey && sku.wareId ? [sku.wareId] : [])),
    ];
    return [...new Set(ids)].sort(byAge).map((wareId) => toRef(merchantKey, wareId));
  },
  async read(ref, x) {
    if (ref.platformId === null) return null;
    const body = { wareId: ref.platformId, field: WARE_FIELDS };
    const { ware } = await x.call(reads("jingdong.ware.read.findWareById", body, WireWareById));
    if (ware === null || ware === undefined) return null;
    if (ware.wareStatus === DELETED) return toReading(ware, ref.merchantKey, { reason: "", skus: [] });
    const reason = hasReason(ware.wareStatus) ? await reasonOf(ware.wareId, x) : "";
    const skus = [];
    for (const { skuId } of await skusOf(ware.wareId, x)) {
      const sku = await skuOf(skuId, x);
      if (sku !== null) skus.push({ ...sku, ...(await stockOf(skuId, x)) });
    }
    return toReading(ware, ref.merchantKey, { reason, skus });
  },
  async wares(at, x) {
    const pageNo = Number(at ?? "1");
    const body = { field: WARE_FIELDS, orderField: "wareId", orderType: "asc", pageNo, pageSize: ADOPTION_PAGE_SIZE };
    const { page } = await x.call(reads("jingdong.ware.read.searchWare4Valid", body, WirePage));
    const rows = [];
    for (const raw of page?.data ?? []) {
      const known = HasWareId.safeParse(raw).data;
      const skus = known === undefined ? [] : await skusOf(known.wareId, x);
      rows.push(rowOf(WireWareWithSkus, toAdoptable, { ...(typeof raw === "object" && raw), skus }));
    }
    return { rows, next: rows.length < ADOPTION_PAGE_SIZE ? null : String(pageNo + 1) };
  },
};

/** All skus of a ware that JD's search shows; a new one may come late. */
export async function skusOf(wareId: string, { call }: JdContext): Promise<WireSku[]> {
  const skus: WireSku[] = [];
  for (let pageNo = 1; ; pageNo += 1) {
    const body = { wareId, field: SKU_FIELDS, pageNo, page_size: PAGE_SIZE };
    const found = (await call(reads("jingdong.sku.read.searchSkuList", body, WireSkuPage))).page?.data ?? [];
    skus.push(...found.filter((sku) => !skus.some(({ skuId }) => skuId === sku.skuId)));
    if (found.length < PAGE_SIZE) return skus;
  }
}

/** One sku, read directly and not from the search; null when it is not there. */
export async function skuOf(skuId: string, { call }: JdContext): Promise<WireSku | null> {
  const body = { skuId, field: SKU_FIELDS };
  return (await call(reads("jingdong.sku.read.findSkuById", body, WireSkuById))).sku ?? null;
}

/** Units that may still be ordered, and units already ordered. */
export async function stockOf(skuId: string, { call }: JdContext): Promise<{ shown: number; booked: number }> {
  return stockSeen(await call(reads("jingdong.ware.stock.sku.query", { skuId }, WireStock)));
}

async function reasonOf(wareId: string, { call }: JdContext): Promise<string> {
  const found = await call(reads("jingdong.ware.read.findOpReason", { wareId }, WireOpReason));
  return found.opReason?.note ?? "";
}

/** The ware that a reference names. Throws a TypeError without one: the planner sends nothing before a ware exists. */
export function wareIdOf({ platformId, merchantKey }: ListingRef): string {
  if (platformId === null) throw new TypeError(`${merchantKey} has no ware yet`);
  return platformId;
}

function byAge(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
