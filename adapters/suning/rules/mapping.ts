import type { Mapping } from "../../contract.ts";

type Names = Readonly<Record<string, string>>;

const at = (path: readonly string[], leaves: Names): [string, readonly string[]][] =>
  Object.entries(leaves).map(([code, name]) => [code, [...path, name]]);

const FOOD = "食品生鲜";

const categories = Object.fromEntries([
  ...at([FOOD, "滋补养生"], {
    "A-dried-herb": "食药同源干货",
    "A-soup-pack": "药膳包",
    "A-bath": "瑶浴泡脚包",
    "A-mugwort": "艾草制品",
  }),
  ...at([FOOD, "食用油"], { "B-camellia": "山茶油", "B-walnut-oil": "核桃油", "B-rapeseed": "菜籽油" }),
  ...at([FOOD, "新鲜水果"], {
    "C-citrus": "柑橘",
    "C-pear": "梨",
    "C-kiwi": "猕猴桃",
    "C-plum": "李",
    "C-fresh-walnut": "鲜核桃",
  }),
  ...at([FOOD, "茶叶"], { "D-bitter": "苦茶", "D-green": "绿茶", "D-black": "红茶", "D-herbal": "代用茶" }),
  ...at([FOOD, "粮油干货"], {
    "F-rice": "大米",
    "F-coarse": "杂粮",
    "F-bean": "豆类",
    "F-walnut": "核桃",
    "F-mushroom": "香菇",
    "F-bamboo-shoot": "笋干",
    "F-noodle": "挂面",
  }),
  ...at([FOOD, "禽畜腊味蛋"], {
    "G-cured-meat": "腊肉",
    "G-sausage": "腊肠",
    "G-chicken": "土鸡",
    "G-egg": "鸡蛋",
    "G-dried-fish": "鱼干",
  }),
  ...at([FOOD, "蜂蜜饮品零食"], {
    "H-honey": "蜂蜜",
    "H-rice-wine": "米酒",
    "H-fruit-wine": "果酒",
    "H-dried-fruit": "果干",
    "H-tofu": "豆腐乳",
  }),
  ...at(["工艺礼品", "民族工艺"], {
    "E-embroidery": "瑶绣",
    "E-brocade": "织锦",
    "E-bamboo": "竹编",
    "E-silver": "银饰",
    "E-drum": "长鼓",
  }),
  ...at(["本地生活", "文旅"], {
    "T-hotel": "酒店",
    "T-homestay": "民宿",
    "T-farmstay": "农家乐",
    "T-package": "旅游套餐",
    "T-day-tour": "一日游",
    "T-ticket": "门票",
    "T-activity": "采摘研学",
    "T-meal": "餐券",
  }),
]);

/** Only names and sample values of the voucher fields are public, so no travel kind is more than an imitation until a shop has shown it. */
const voucher = { as: "voucher", confidence: "imitated_only" } as const;

export const mapping: Mapping = {
  categories,
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
    适用地址: { from: "place" },
    使用有效期: { from: "use_until" },
    预约电话: { from: "phone" },
    规格: { from: "option" },
  },
  kinds: {
    goods: { as: "goods", confidence: "documented" },
    lodging: voucher,
    homestay: voucher,
    agritainment: voucher,
    day_tour: voucher,
    package_tour: voucher,
    self_guided: voucher,
    ticket: voucher,
    activity: voucher,
    meal: voucher,
  },
};
