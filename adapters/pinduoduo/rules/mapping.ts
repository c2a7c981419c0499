import type { Absent, Mapping } from "../../contract.ts";

type Leaves = Readonly<Record<string, string>>;
const below = (path: readonly string[], leaves: Leaves): [string, readonly string[]][] =>
  Object.entries(leaves).map(([code, leaf]) => [code, [...path, leaf]]);

const SNACKS = "零食/坚果/特产";
const FRESH = "水产肉类/新鲜蔬果/熟食";
const GRAIN = "粮油米面/南北干货/调味品";

/** Why nothing of travel goes out. */
export const NO_TRAVEL: Absent = {
  absent: {
    zh: "拼多多的旅行、住宿商品走日历库存和单独资质，公开资料不足，请在商家后台创建后回来绑定",
    en: "Travel and lodging run by a stock calendar and a qualification of their own that no public source describes: make them in the back office, then bind them here",
  },
};
const TRAVEL = [
  "lodging",
  "homestay",
  "agritainment",
  "day_tour",
  "package_tour",
  "self_guided",
  "ticket",
  "activity",
  "meal",
];

/** By names only. No source shows the tree: the paths are the imitation's own until a shop has shown them (?). */
export const MAPPING: Mapping = {
  categories: Object.fromEntries([
    ...below([SNACKS, "山核桃/坚果/炒货"], { "F-walnut": "核桃" }),
    ...below([SNACKS, "蜜饯/枣类/梅/果干"], { "H-dried-fruit": "果干" }),
    ...below([FRESH, "新鲜水果"], {
      "C-kiwi": "猕猴桃",
      "C-citrus": "柑橘",
      "C-pear": "梨",
      "C-plum": "李子",
      "C-fresh-walnut": "鲜核桃",
    }),
    ...below([FRESH, "腊味"], { "G-cured-meat": "腊肉", "G-sausage": "腊肠" }),
    ...below([FRESH, "禽蛋水产"], { "G-egg": "鸡蛋", "G-chicken": "土鸡", "G-dried-fish": "鱼干" }),
    ...below([GRAIN, "米/面粉/杂粮"], { "F-rice": "大米", "F-coarse": "杂粮", "F-bean": "豆类", "F-noodle": "挂面" }),
    ...below([GRAIN, "南北干货"], { "F-mushroom": "香菇", "F-bamboo-shoot": "笋干", "H-tofu": "豆腐乳" }),
    ...below([GRAIN, "食用油"], { "B-camellia": "山茶油", "B-walnut-oil": "核桃油", "B-rapeseed": "菜籽油" }),
    ...below(["茶", "茶叶"], { "D-bitter": "苦茶", "D-green": "绿茶", "D-black": "红茶", "D-herbal": "代用茶" }),
    ...below(["滋补养生", "传统滋补"], {
      "A-dried-herb": "食药同源干货",
      "A-soup-pack": "药膳包",
      "A-bath": "泡脚包",
      "A-mugwort": "艾草制品",
    }),
    ...below(["酒类/饮品", "蜂蜜酒饮"], { "H-honey": "蜂蜜", "H-rice-wine": "米酒", "H-fruit-wine": "果酒" }),
    ...below(["工艺礼品", "民族工艺"], {
      "E-embroidery": "瑶绣",
      "E-brocade": "织锦",
      "E-bamboo": "竹编",
      "E-silver": "银饰",
      "E-drum": "长鼓",
    }),
  ]),
  attributes: {
    品牌: { from: "brand" },
    产地: { from: "origin" },
    净含量: { from: "net_content_grams" },
    保质期: { from: "shelf_life_days" },
    储存方式: { from: "storage" },
    生产许可证编号: { from: "sc_no" },
    规格: { from: "option" },
  },
  kinds: {
    goods: { as: "goods", confidence: "documented" },
    ...Object.fromEntries(TRAVEL.map((kind) => [kind, NO_TRAVEL])),
  },
};
