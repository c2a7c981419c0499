import type { Mapping } from "../../contract.ts";

const BRANCHES: Record<string, readonly [path: readonly string[], leaves: Record<string, string>]> = {
  A: [
    ["食品生鲜", "滋补养生"],
    { "dried-herb": "食药同源干货", "soup-pack": "药膳包", bath: "瑶浴泡脚包", mugwort: "艾草制品" },
  ],
  B: [["食品生鲜", "食用油"], { camellia: "山茶油", "walnut-oil": "核桃油", rapeseed: "菜籽油" }],
  C: [["食品生鲜", "新鲜水果"], { citrus: "柑橘", pear: "梨", kiwi: "猕猴桃", plum: "李", "fresh-walnut": "鲜核桃" }],
  D: [["食品生鲜", "茶叶"], { bitter: "苦茶", green: "绿茶", black: "红茶", herbal: "代用茶" }],
  E: [["工艺礼品", "民族工艺"], { embroidery: "瑶绣", brocade: "织锦", bamboo: "竹编", silver: "银饰", drum: "长鼓" }],
  F: [
    ["食品生鲜", "粮油干货"],
    {
      rice: "大米",
      coarse: "杂粮",
      bean: "豆类",
      walnut: "核桃",
      mushroom: "香菇",
      "bamboo-shoot": "笋干",
      noodle: "挂面",
    },
  ],
  G: [
    ["食品生鲜", "禽畜腊味蛋"],
    { "cured-meat": "腊肉", sausage: "腊肠", chicken: "土鸡", egg: "鸡蛋", "dried-fish": "鱼干" },
  ],
  H: [
    ["食品生鲜", "蜂蜜饮品零食"],
    { honey: "蜂蜜", "rice-wine": "米酒", "fruit-wine": "果酒", "dried-fruit": "果干", tofu: "豆腐乳" },
  ],
  T: [
    ["本地生活", "文旅"],
    {
      hotel: "酒店",
      homestay: "民宿",
      farmstay: "农家乐",
      package: "旅游套餐",
      "day-tour": "一日游",
      ticket: "门票",
      activity: "采摘研学",
      meal: "餐券",
    },
  ],
};

const voucher = { as: "voucher", confidence: "documented" } as const;

/** The first mapping of ours onto theirs, by names only. */
export const mapping: Mapping = {
  categories: Object.fromEntries(
    Object.entries(BRANCHES).flatMap(([branch, [path, leaves]]) =>
      Object.entries(leaves).map(([leaf, name]) => [`${branch}-${leaf}`, [...path, name]]),
    ),
  ),
  attributes: {
    产地: { from: "origin" },
    净含量: { from: "net_content_grams" },
    保质期: { from: "shelf_life_days" },
    储存条件: { from: "storage" },
    包装形式: { from: "packaging" },
    等级: { from: "grade" },
    生产许可证编号: { from: "sc_no" },
    产品标准号: { from: "standard_no" },
    品牌: { from: "brand" },
    材质: { from: "material" },
    规格: { from: "option" },
    适用地址: { from: "place" },
    使用有效期: { from: "use_until" },
    预约电话: { from: "phone" },
  },
  kinds: {
    goods: { as: "goods", confidence: "documented" },
    lodging: voucher,
    homestay: voucher,
    agritainment: voucher,
    day_tour: voucher,
    self_guided: voucher,
    ticket: voucher,
    activity: voucher,
    meal: voucher,
    // One sku per departure needs several skus in one voucher product; the only published sample has one.
    package_tour: { as: "voucher", confidence: "imitated_only" },
  },
};
