import { GOODS_COLUMNS } from "../../domain/import/columns.ts";
import { A_TO_C } from "./goods-a-c.ts";
import { D_TO_E } from "./goods-d-e.ts";
import { F_TO_H } from "./goods-f-h.ts";
import { sheetOf, type SampleSheet } from "./rows.ts";

/** 22 listings of goods, each of the eight categories at least twice. */
export const goodsSheet: SampleSheet = sheetOf("商品", GOODS_COLUMNS, [...A_TO_C, ...D_TO_E, ...F_TO_H]);
