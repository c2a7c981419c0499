import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { count, text, yuan } from "./scalars.ts";

export const WireAdded = z.object({ ware: z.object({ wareId: id }) });
export const WireWare = z.object({
  wareId: id,
  wareStatus: z.coerce.number().int(),
  title: text,
  outerId: text,
  itemNum: text,
});
export const WireWareById = z.object({ ware: WireWare.nullish() });
export const WirePage = z.object({
  page: z.object({ data: listOf(z.unknown()), totalItem: count.nullish() }).nullish(),
});
export const WireWarePage = z.object({ page: z.object({ data: listOf(WireWare) }).nullish() });
export const WireOpReason = z.object({ opReason: z.object({ note: text }).nullish() });
const WireSaleAttribute = z.object({ attrId: id, attrValues: listOf(id), attrValueAlias: listOf(z.string()) });
export const WireSku = z.object({
  skuId: id,
  wareId: id.nullish(),
  outerId: text,
  barCode: text,
  skuName: text,
  jdPrice: yuan,
  stockNum: count.nullish(),
  status: count.nullish(),
  saleAttrs: listOf(WireSaleAttribute),
});
export const WireSkuPage = z.object({
  page: z.object({ data: listOf(WireSku), totalItem: count.nullish() }).nullish(),
});
export const WireSkuById = z.object({ sku: WireSku.nullish() });
export const WireSkuList = z.object({ skuList: listOf(z.object({ skuId: id })) });
/** A ware with the skus that are read beside it. */
export const WireWareWithSkus = WireWare.extend({ skus: z.array(WireSku) });

/** 8.1: stockNum is the total that holds booked units too, per warehouse. */
export const WireStock = z.object({
  returnType: z.object({
    obj: z
      .object({
        skuStockInfos: listOf(
          z.object({
            storeId: text,
            stockNum: count,
            orderBookingNum: count.nullish(),
            appBookingNum: count.nullish(),
          }),
        ),
      })
      .nullish(),
  }),
});
export const WireStockSet = z.object({
  returnType: z.object({
    obj: z
      .object({
        updateStockResult: listOf(
          z.object({ data: id, success: z.union([z.boolean(), z.stringbool()]), message: text }),
        ),
      })
      .nullish(),
  }),
});

export type WireWare = z.infer<typeof WireWare>;
export type WireSku = z.infer<typeof WireSku>;
