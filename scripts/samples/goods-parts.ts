import type { GoodsField } from "../../domain/import/columns.ts";
import { pictureNames } from "./pictures.ts";
import { listingRows, type FieldRow } from "./rows.ts";

/** Field values of a row of goods. */
export type Row = FieldRow<GoodsField>;

const FAR = "54西藏;65新疆;71台湾;81香港;82澳门";
/** Where goods of Jianghua come from and leave. */
export const jh: Row = {
  origin: "431129",
  originText: "湖南省永州市江华瑶族自治县",
  supplier: "sup-jh",
  location: "loc-jh",
  brand: "瑶都优选",
  hours: "48",
  notSend: FAR,
  temp: "常温",
};
/** The same for Chengxian. */
export const cx: Row = {
  origin: "621221",
  originText: "甘肃省陇南市成县",
  supplier: "sup-cx",
  location: "loc-cx",
  brand: "成县核桃",
  hours: "48",
  notSend: FAR,
  temp: "常温",
};
/** Who makes them, for labels. */
export const jhMaker: Row = {
  producer: "江华示例瑶乡合作社",
  producerAddress: "湖南省江华瑶族自治县示例路 1 号",
  producerContact: "0746-0000001",
  producerUscc: "93431129MA0DEM0000",
};
/** The same for Chengxian. */
export const cxMaker: Row = {
  producer: "成县示例核桃公司",
  producerAddress: "甘肃省成县示例路 2 号",
  producerContact: "0939-0000002",
  producerUscc: "91621221MA0DEM0001",
};
/** Edible agricultural products. */
export const agri: Row = { legalClass: "食用农产品", storage: "阴凉干燥", returns: "坏损包赔" };
/** A promise certificate. */
export const promise = (no: string, issuer: string): Row => ({
  promiseNo: no,
  promiseIssuer: issuer,
  promiseDate: "2026-10-20",
});
/** Pre-packed food: licence, standard, shelf life in days. */
export const packed = (sc: string, standard: string, days: string): Row => ({
  legalClass: "预包装食品",
  sc,
  standard,
  shelfLife: days,
  storage: "阴凉干燥",
  producedWithin: "60",
  returns: "七天无理由",
});
/** Handicraft. */
export const craft: Row = { legalClass: "手工艺品", returns: "七天无理由" };

type Option = readonly [code: string, name: string, content: string, sell: string, pools: string, more?: Row];

/** Title and selling points: every platform wants a title of at least five characters, the shortest takes 45. */
const longTitle = ({ title = "", points = "" }: Row): string => `${title} ${points.replaceAll(";", " ")}`;

/** A listing of goods as rows, its pictures named by its code. */
export function goods(head: Row & { code: string }, options: readonly Option[]): readonly Row[] {
  const names = pictureNames(head.code);
  const rows = options.map(([optionCode, optionName, content, sell, pools, more]): Row => ({
    optionCode,
    optionName,
    content,
    sell,
    pools,
    ...more,
  }));
  return listingRows<GoodsField>(
    { titleLong: longTitle(head), ...head, mainPictures: names.main.join(";"), detailPictures: names.detail.join(";") },
    rows,
    { code: head.code },
  );
}
