import { GOODS_COLUMNS, type GoodsField } from "../../domain/import/columns.ts";
import { pictureNames } from "./pictures.ts";
import { listingRows, sheetOf, type FieldRow, type SampleSheet } from "./rows.ts";

type Row = FieldRow<GoodsField>;

const FAR = "54西藏;65新疆;71台湾;81香港;82澳门";
const jh: Row = {
  origin: "431129",
  originText: "湖南省永州市江华瑶族自治县",
  supplier: "sup-jh",
  location: "loc-jh",
  brand: "瑶都优选",
  hours: "48",
  notSend: FAR,
  temp: "常温",
};
const cx: Row = {
  origin: "621221",
  originText: "甘肃省陇南市成县",
  supplier: "sup-cx",
  location: "loc-cx",
  brand: "成县核桃",
  hours: "48",
  notSend: FAR,
  temp: "常温",
};
const jhMaker: Row = {
  producer: "江华示例瑶乡合作社",
  producerAddress: "湖南省江华瑶族自治县示例路 1 号",
  producerContact: "0746-0000001",
  producerUscc: "93431129MA0DEM0000",
};
const cxMaker: Row = {
  producer: "成县示例核桃公司",
  producerAddress: "甘肃省成县示例路 2 号",
  producerContact: "0939-0000002",
  producerUscc: "91621221MA0DEM0001",
};
const agri: Row = { legalClass: "食用农产品", storage: "阴凉干燥", returns: "坏损包赔" };
const promise = (no: string, issuer: string): Row => ({
  promiseNo: no,
  promiseIssuer: issuer,
  promiseDate: "2026-10-20",
});
const packed = (sc: string, standard: string, days: string): Row => ({
  legalClass: "预包装食品",
  sc,
  standard,
  shelfLife: days,
  storage: "阴凉干燥",
  producedWithin: "60",
  returns: "七天无理由",
});
const craft: Row = { legalClass: "手工艺品", returns: "七天无理由" };

type Option = readonly [code: string, name: string, content: string, sell: string, pools: string, more?: Row];

/** A listing of goods as rows, its pictures named by its code. */
function goods(head: Row & { code: string }, options: readonly Option[]): readonly Row[] {
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
    { ...head, mainPictures: names.main.join(";"), detailPictures: names.detail.join(";") },
    rows,
    { code: head.code },
  );
}

const A_TO_C: readonly Row[] = [
  ...goods(
    {
      ...jh,
      ...agri,
      ...promise("HGZ-JH-A01", "江华示例瑶乡合作社"),
      code: "JH-A01",
      category: "食药同源干货",
      title: "江华黄精干片",
      titleLong: "江华瑶乡黄精干片 当季新晒",
      shelfLife: "360",
      packaging: "袋装",
      grade: "一级",
      points: "九蒸九晒;片大均匀",
    },
    [
      ["JH-A01-250", "250g 袋装", "250克", "38.00", "herb-huangjing:250"],
      ["JH-A01-500", "500g 袋装", "500克", "69.00", "herb-huangjing:500"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC11643112900067", "Q/JHSL 0001S", "365"),
      code: "JH-A02",
      category: "药膳包",
      title: "瑶家炖汤料包",
      ingredients: "黄精、茯苓、枸杞、红枣",
      packaging: "袋装",
      points: "一包炖一只鸡",
    },
    [
      ["JH-A02-5", "5 包", "400克", "45.00", "soup-pack:5"],
      ["JH-A02-10", "10 包", "800克", "85.00", "soup-pack:10"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      code: "JH-A03",
      category: "瑶浴泡脚包",
      legalClass: "化妆品",
      cosmetic: "湘G妆网备字2026000001",
      title: "瑶乡草本泡脚包",
      returns: "七天无理由",
      packaging: "盒装",
      points: "一次一包;棉袋封装",
    },
    [
      ["JH-A03-10", "10 包", "300克", "39.00", "foot-bath:10"],
      ["JH-A03-30", "30 包", "900克", "99.00", "foot-bath:30"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC10243112900104", "GB/T 11765", "540"),
      code: "JH-B01",
      category: "山茶油",
      title: "江华山茶油",
      titleLong: "江华山茶油 物理压榨 家庭装",
      ingredients: "油茶籽",
      packaging: "瓶装",
      grade: "一级",
      points: "物理压榨;当年新籽",
    },
    [
      [
        "JH-B01-500",
        "500ml 瓶装",
        "500毫升",
        "68.00",
        "oil-camellia-500:1",
        { grams: "458克", list: "78.00", floor: "58.00" },
      ],
      [
        "JH-B01-1000",
        "1L 瓶装",
        "1000毫升",
        "128.00",
        "oil-camellia-1l:1",
        { grams: "916克", list: "148.00", floor: "108.00" },
      ],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...cxMaker,
      ...packed("SC10262122100026", "GB/T 22327", "540"),
      code: "CX-B02",
      category: "核桃油",
      title: "成县核桃油",
      titleLong: "成县冷榨核桃油",
      ingredients: "核桃仁",
      packaging: "瓶装",
      grade: "一级",
      points: "冷榨;一瓶约用三斤核桃",
    },
    [
      ["CX-B02-250", "250ml 瓶装", "250毫升", "49.00", "oil-walnut-250:1", { grams: "230克" }],
      ["CX-B02-500", "500ml 瓶装", "500毫升", "89.00", "oil-walnut-500:1", { grams: "460克" }],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...cxMaker,
      ...packed("SC10262122100026", "GB/T 1536", "540"),
      code: "CX-B03",
      category: "菜籽油",
      title: "成县菜籽油",
      ingredients: "菜籽",
      packaging: "瓶装",
      grade: "二级",
      points: "乡镇油坊压榨",
    },
    [
      ["CX-B03-2500", "2.5L 桶装", "2500毫升", "52.00", "oil-rapeseed-2500:1", { grams: "2300克" }],
      ["CX-B03-5000", "5L 桶装", "5000毫升", "96.00", "oil-rapeseed-5l:1", { grams: "4600克" }],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...agri,
      ...promise("HGZ-JH-C01", "江华示例瑶乡合作社"),
      code: "JH-C01",
      category: "柑橘",
      title: "江华脐橙",
      titleLong: "江华脐橙 现摘现发",
      shelfLife: "30",
      grade: "一级",
      size: "75",
      packaging: "盒装",
      seasonFrom: "11-01",
      seasonTo: "04-30",
      points: "现摘现发;坏果包赔",
    },
    [
      ["JH-C01-2500", "2.5kg 箱装", "2500克", "36.80", "orange-jh:2500", { gross: "2800克" }],
      ["JH-C01-5000", "5kg 箱装", "5000克", "66.80", "orange-jh:5000", { gross: "5400克" }],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...agri,
      ...promise("HGZ-CX-C02", "成县示例核桃公司"),
      code: "CX-C02",
      category: "猕猴桃",
      title: "成县猕猴桃",
      shelfLife: "30",
      storage: "冷藏",
      temp: "冰袋",
      grade: "一级",
      packaging: "盒装",
      seasonFrom: "09-15",
      seasonTo: "03-31",
      points: "单果 90 克以上",
    },
    [
      ["CX-C02-12", "12 枚装", "1200克", "32.00", "kiwi-cx:1200", { gross: "1400克" }],
      ["CX-C02-24", "24 枚装", "2400克", "58.00", "kiwi-cx:2400", { gross: "2700克" }],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...agri,
      ...promise("HGZ-CX-C03", "成县示例核桃公司"),
      code: "CX-C03",
      category: "梨",
      title: "成县香梨",
      shelfLife: "60",
      storage: "冷藏",
      temp: "冰袋",
      packaging: "盒装",
      seasonFrom: "08-15",
      seasonTo: "04-30",
      points: "脆甜多汁",
    },
    [
      ["CX-C03-2500", "2.5kg 箱装", "2500克", "29.80", "pear-cx:2500", { gross: "2800克" }],
      ["CX-C03-5000", "5kg 箱装", "5000克", "52.80", "pear-cx:5000", { gross: "5400克" }],
    ],
  ),
];

const D_TO_E: readonly Row[] = [
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC11443112900030", "GB/T 9833.1", "720"),
      code: "JH-D01",
      category: "苦茶",
      title: "江华苦茶",
      titleLong: "江华苦茶 高山群体种",
      ingredients: "茶树鲜叶",
      packaging: "盒装",
      grade: "一级",
      points: "入口微苦;回甘长",
    },
    [
      ["JH-D01-100", "100g 盒装", "100克", "58.00", "tea-bitter:100"],
      ["JH-D01-250", "250g 盒装", "250克", "138.00", "tea-bitter:250"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC11443112900030", "GB/T 13738.2", "720"),
      code: "JH-D02",
      category: "红茶",
      title: "江华红茶",
      ingredients: "茶树鲜叶",
      packaging: "盒装",
      grade: "特级",
      points: "春茶原料",
    },
    [
      ["JH-D02-100", "100g 盒装", "100克", "66.00", "tea-black:100"],
      ["JH-D02-200", "100g×2 礼盒", "200克", "128.00", "tea-black:200"],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...cxMaker,
      ...packed("SC12862122100042", "GH/T 1091", "540"),
      code: "CX-D03",
      category: "代用茶",
      title: "成县菊花茶",
      ingredients: "菊花",
      packaging: "袋装",
      points: "整朵烘干",
    },
    [
      ["CX-D03-50", "50g 袋装", "50克", "18.00", "tea-herbal:50"],
      ["CX-D03-100", "100g 袋装", "100克", "32.00", "tea-herbal:100"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...craft,
      code: "JH-E01",
      category: "瑶绣",
      title: "瑶绣手工挎包",
      material: "棉布、丝线",
      points: "手工绣制;每件纹样略有不同",
    },
    [
      ["JH-E01-S", "小号", "1件", "168.00", "embroidery:1"],
      ["JH-E01-L", "大号", "1件", "268.00", "embroidery:1"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...craft,
      code: "JH-E02",
      category: "竹编",
      title: "竹编收纳篮",
      material: "楠竹",
      points: "老竹去青;手工编织",
    },
    [
      ["JH-E02-S", "小号", "1件", "45.00", "bamboo:1"],
      ["JH-E02-SET", "大小两件套", "2件", "98.00", "bamboo:2"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...craft,
      code: "JH-E03",
      category: "长鼓",
      title: "瑶族长鼓摆件",
      material: "梓木、羊皮",
      points: "可击打;附支架",
    },
    [
      ["JH-E03-30", "30 厘米", "1件", "188.00", "drum:1"],
      ["JH-E03-60", "60 厘米", "1件", "398.00", "drum:1"],
    ],
  ),
];

const F_TO_H: readonly Row[] = [
  ...goods(
    {
      ...cx,
      ...agri,
      ...promise("HGZ-CX-F01", "成县示例核桃公司"),
      code: "CX-F01",
      category: "核桃",
      title: "成县薄皮核桃",
      titleLong: "成县薄皮核桃 一级果 多规格",
      shelfLife: "180",
      grade: "一级",
      size: "32",
      packaging: "袋装",
      certs: "地理标志:GI-DEMO-01",
      points: "手捏即开;仁色浅黄",
    },
    [
      [
        "CX-F01-2500",
        "2.5kg 箱装",
        "2500克",
        "49.00",
        "heap-cx-walnut:2500;box-2500:1",
        { list: "59.00", floor: "43.00", gross: "2750克" },
      ],
      [
        "CX-F01-5000",
        "5kg 箱装",
        "5000克",
        "92.00",
        "heap-cx-walnut:5000;box-5000:1",
        { list: "109.00", floor: "80.00", gross: "5400克" },
      ],
      [
        "CX-F01-10000",
        "10kg 箱装",
        "10000克",
        "176.00",
        "heap-cx-walnut:10000;box-10000:1",
        { list: "199.00", floor: "155.00", gross: "10700克" },
      ],
    ],
  ),
  ...goods(
    {
      ...cx,
      ...cxMaker,
      ...packed("SC12862122100042", "Q/CXSL 0002S", "180"),
      code: "CX-F02",
      category: "核桃",
      title: "成县双油核桃礼盒",
      ingredients: "核桃、核桃油",
      packaging: "礼盒装",
      points: "两瓶核桃油;一袋核桃",
    },
    [
      ["CX-F02-A", "标准礼盒", "1920克", "208.00", "oil-walnut-500:2;heap-cx-walnut:1000;gift-box:1"],
      ["CX-F02-B", "轻享礼盒", "1460克", "128.00", "oil-walnut-250:2;heap-cx-walnut:1000;gift-box:1"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...agri,
      ...promise("HGZ-JH-F03", "江华示例瑶乡合作社"),
      code: "JH-F03",
      category: "香菇",
      title: "江华香菇干",
      shelfLife: "360",
      grade: "一级",
      packaging: "袋装",
      points: "剪脚;菇盖厚实",
    },
    [
      ["JH-F03-250", "250g 袋装", "250克", "35.00", "mushroom:250"],
      ["JH-F03-500", "500g 袋装", "500克", "65.00", "mushroom:500"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC10443112900052", "GB 2730", "180"),
      code: "JH-G01",
      category: "腊肉",
      title: "瑶乡柴火腊肉",
      ingredients: "猪肉、食用盐、白酒、香辛料",
      packaging: "袋装",
      points: "柴火慢熏;真空包装",
    },
    [
      ["JH-G01-500", "500g 袋装", "500克", "55.00", "cured-meat:500"],
      ["JH-G01-1000", "1kg 袋装", "1000克", "105.00", "cured-meat:1000"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...agri,
      ...promise("HGZ-JH-G02", "江华示例瑶乡合作社"),
      code: "JH-G02",
      category: "鸡蛋",
      title: "江华土鸡蛋",
      shelfLife: "45",
      packaging: "盒装",
      points: "散养;蛋托防震",
    },
    [
      ["JH-G02-30", "30 枚盒装", "1500克", "42.00", "egg:30", { gross: "1900克" }],
      ["JH-G02-60", "60 枚盒装", "3000克", "79.00", "egg:60", { gross: "3600克" }],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC12643112900071", "GB 14963", "720"),
      code: "JH-H01",
      category: "蜂蜜",
      title: "江华百花蜜",
      ingredients: "蜂蜜",
      packaging: "瓶装",
      points: "封盖成熟蜜",
    },
    [
      ["JH-H01-500", "500g 瓶装", "500克", "58.00", "honey:500"],
      ["JH-H01-1000", "1kg 瓶装", "1000克", "108.00", "honey:1000"],
    ],
  ),
  ...goods(
    {
      ...jh,
      ...jhMaker,
      ...packed("SC11543112900086", "GB/T 13662", "360"),
      legalClass: "酒类",
      alcohol: "12",
      code: "JH-H02",
      category: "米酒",
      title: "瑶家糯米酒",
      ingredients: "糯米、水、酒曲",
      packaging: "瓶装",
      points: "小坛发酵",
    },
    [
      ["JH-H02-500", "500ml 瓶装", "500毫升", "28.00", "rice-wine:1", { grams: "490克" }],
      ["JH-H02-2", "500ml×2 瓶装", "1000毫升", "52.00", "rice-wine:2", { grams: "980克" }],
    ],
  ),
];

/** 22 listings of goods, each of the eight categories at least twice. */
export const goodsSheet: SampleSheet = sheetOf("商品", GOODS_COLUMNS, [...A_TO_C, ...D_TO_E, ...F_TO_H]);
