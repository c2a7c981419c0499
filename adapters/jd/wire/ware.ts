import * as z from "zod";
import { id, listOf, orIssue } from "../../runtime/scalars.ts";
import { count, counted, flag, state, text, textOrNull, yuan } from "./scalars.ts";

export const WireWare = z.object({
  wareId: id,
  wareStatus: state,
  title: text,
  outerId: textOrNull,
  itemNum: textOrNull,
});
export type WireWare = z.infer<typeof WireWare>;
export const WireSku = z.object({
  skuId: id,
  wareId: id.nullish(),
  outerId: textOrNull,
  barCode: textOrNull,
  skuName: text,
  jdPrice: yuan,
  stockNum: count.nullish(),
  status: count.nullish(),
  saleAttrs: listOf(z.object({ attrId: id, attrValueAlias: listOf(z.string()) })),
});
export type WireSku = z.infer<typeof WireSku>;

const pageOf = <T extends z.ZodType>(row: T) =>
  z
    .object({ page: z.object({ data: listOf(row), totalItem: count.nullish() }).nullish() })
    .transform(orIssue(({ page }) => counted(page?.data ?? [], page?.totalItem)));
export const WireWares = pageOf(WireWare);
/** Rows that are read one by one later, so that a bad one spoils nothing. */
export const WireRawWares = pageOf(z.unknown());
export const WireSkus = pageOf(WireSku);

export const WireWareById = z.object({ ware: WireWare.nullish() }).transform((one) => one.ware ?? null);
export const WireSkuById = z.object({ sku: WireSku.nullish() }).transform((one) => one.sku ?? null);
export const WireAdded = z.object({ ware: z.object({ wareId: id }) }).transform((one) => one.ware.wareId);
export const WireSkuIds = z
  .object({ skuList: listOf(z.object({ skuId: id })) })
  .transform((one) => one.skuList.map(({ skuId }) => skuId));
/** What the auditors or JD's wardens have noted. */
export const WireReason = z
  .object({ opReason: z.object({ note: textOrNull }).nullish() })
  .transform((one) => one.opReason?.note ?? null);
const WireImage = z.object({ colorId: text, imgIndex: count, imgUrl: text });
export type WireImage = z.infer<typeof WireImage>;
export const WireImages = z.object({ images: listOf(WireImage) }).transform((one) => one.images);

/** 8.1: per warehouse; `stockNum` holds the booked units too. */
const WireWarehouse = z.object({ stockNum: count, orderBookingNum: count.nullish(), appBookingNum: count.nullish() });
export type WireWarehouse = z.infer<typeof WireWarehouse>;
export const WireStock = z
  .object({ returnType: z.object({ obj: z.object({ skuStockInfos: listOf(WireWarehouse) }).nullish() }) })
  .transform((one) => one.returnType.obj?.skuStockInfos ?? []);
const WireStockLine = z.object({ data: id, success: flag, message: text });
export type WireStockLine = z.infer<typeof WireStockLine>;
/** Of a stock write the lines that were refused; some answers list no others. */
export const WireStockRefused = z
  .object({ returnType: z.object({ obj: z.object({ updateStockResult: listOf(WireStockLine) }).nullish() }) })
  .transform((one) => (one.returnType.obj?.updateStockResult ?? []).filter(({ success }) => !success));
