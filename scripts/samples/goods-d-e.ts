import { craft, cx, cxMaker, goods, jh, jhMaker, packed, type Row } from "./goods-parts.ts";

/** Teas and handicraft. */
export const D_TO_E: readonly Row[] = [
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
