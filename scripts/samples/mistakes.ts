import { GOODS_COLUMNS, TRAVEL_COLUMNS, type GoodsField } from "../../domain/import/columns.ts";
import { locations, pools, suppliers } from "./parties.ts";
import { sheetOf, type FieldRow, type SampleSheet } from "./rows.ts";

type Row = FieldRow<GoodsField>;

const walnuts: Row = {
  category: "核桃",
  legalClass: "食用农产品",
  origin: "621221",
  supplier: "sup-cx",
  location: "loc-cx",
  hours: "48",
  storage: "阴凉干燥",
  shelfLife: "180",
  promiseNo: "HGZ-CX-F01",
  promiseIssuer: "成县示例核桃公司",
  promiseDate: "2026-10-20",
  returns: "七天无理由",
  optionName: "2.5kg 箱装",
  content: "2500克",
  sell: "49.00",
  pools: "heap-cx-walnut:2500;box-2500:1",
};
const oil: Row = {
  ...walnuts,
  category: "核桃油",
  legalClass: "预包装食品",
  standard: "GB/T 22327",
  ingredients: "核桃仁",
  producer: "成县示例核桃公司",
  producerAddress: "甘肃省成县示例路 2 号",
  producerContact: "0939-0000002",
  producedWithin: "60",
  optionName: "500ml 瓶装",
  content: "500毫升",
  sell: "89.00",
  pools: "oil-walnut-500:1",
};

/** What a spreadsheet makes of a number of nineteen digits. */
export const DESTROYED = "3.71E+18";

const GOODS: readonly Row[] = [
  { ...walnuts, code: "BAD-01", optionCode: "BAD-01-A", title: "成县核桃" },
  { ...oil, code: "BAD-02", optionCode: "BAD-02-A", title: "核桃油缺许可证" },
  { ...walnuts, code: "BAD-03", optionCode: "BAD-03-A", title: "核桃斤当克", optionName: "5斤装", content: "5" },
  { ...walnuts, code: "BAD-04", optionCode: "BAD-04-A", title: "核桃净含量不符", optionName: "5斤装", content: "5克" },
  {
    ...walnuts,
    code: "BAD-05",
    optionCode: "BAD-05-A",
    title: "成县薄皮核桃当季新货皮薄仁满手捏即开颗颗饱满适合全家老小分享的好核桃",
  },
  { ...walnuts, code: "BAD-06", optionCode: "BAD-06-A", title: "国家级核桃 治疗失眠" },
  { ...walnuts, code: "BAD-07", optionCode: "BAD-07-A", title: "核桃没有价格", sell: "0" },
  { ...walnuts, code: "BAD-01", optionCode: "BAD-08-A", title: "另一种核桃用了同一个编码" },
  { ...walnuts, code: "BAD-09", optionCode: "BAD-09-A", title: "合格证编号坏了", promiseNo: DESTROYED },
  { ...walnuts, code: "BAD-10", optionCode: "BAD-10-A", title: "类目不存在", category: "海鲜" },
  { ...walnuts, code: "BAD-11", optionCode: "BAD-01-A", title: "规格编码重复" },
  {
    ...walnuts,
    code: "BAD-12",
    optionCode: "BAD-12-A",
    title: "成县核桃十斤装",
    optionName: "10斤装",
    content: "10斤",
    sell: "92.00",
    pools: "heap-cx-walnut:5000;box-5000:1",
  },
];

/** A workbook with one mistake a row, between good rows. */
export const mistakeSheets: readonly SampleSheet[] = [
  sheetOf("商品", GOODS_COLUMNS, GOODS),
  sheetOf("旅游", TRAVEL_COLUMNS, [
    {
      code: "BAD-20",
      kind: "跟团游",
      title: "没有旅行社许可的两日游",
      origin: "431129",
      supplier: "sup-jh",
      address: "江华瑶族自治县湘江乡",
      optionCode: "BAD-20-A",
      optionName: "标准团",
      sell: "368.00",
      pools: "seats-yao-2d:1",
      dates: "2027-03-06",
      days: "2",
      nights: "1",
      minGroup: "10",
      maxGroup: "30",
      gather: "08:30 县汽车站",
      itinerary: "抵达：景点 瑶寨\n返回：交通 返回县城",
      included: "车费",
      excluded: "个人消费",
      booking: "提前八天报名",
      safety: "注意安全",
      unsuitable: "孕妇",
      customs: "尊重风俗",
      cancellation: "168:100;0:20",
    },
    {
      code: "BAD-21",
      kind: "门票",
      saleMode: "随时可用",
      title: "瑶文化园门票",
      origin: "431129",
      supplier: "sup-jh",
      address: "江华瑶族自治县沱江镇",
      phone: "0746-0000003",
      optionCode: "BAD-21-A",
      optionName: "日场",
      sell: "60.00",
      pools: "tickets-jh:1",
      useFrom: "2026-12-01",
      useUntil: "2027-12-31",
      cancellation: "24:100;0:50",
    },
  ]),
  pools,
  suppliers,
  locations,
];
