import type { LegalClass } from "./goods.ts";
import type { ListingKind } from "./listing.ts";

/** A canonical category. `needsSc`: pre-packed goods of it need a production licence number (SC). */
export interface Category {
  code: string;
  name: string;
  group: string;
  kinds: readonly ListingKind[];
  legalClasses: readonly LegalClass[];
  needsSc: boolean;
  /** What must be looked at beyond the usual: medicine words, fresh logistics, cold chain and quarantine, age, heritage. */
  gate: "none" | "yao_herbal" | "fresh" | "cold_chain" | "alcohol" | "heritage";
}

type Leaf = readonly [code: string, name: string, more?: Partial<Category>];

const FOOD: readonly LegalClass[] = ["edible_agri", "prepacked", "bulk", "small_workshop"];
const PACKED: readonly LegalClass[] = ["prepacked", "bulk", "small_workshop"];

const goodsGroup = (group: string, base: Partial<Category>, leaves: readonly Leaf[]): Category[] =>
  leaves.map(([code, name, more]) => ({
    code,
    name,
    group,
    kinds: ["goods"],
    legalClasses: FOOD,
    needsSc: false,
    gate: "none",
    ...base,
    ...more,
  }));

const travel = (code: string, name: string, kinds: readonly ListingKind[]): Category => ({
  code,
  name,
  group: "本地生活",
  kinds,
  legalClasses: [],
  needsSc: false,
  gate: "none",
});

/** Every canonical category; platforms' trees are mapped to these codes by name paths. */
export const CATEGORIES: readonly Category[] = [
  ...goodsGroup("滋补养生", { gate: "yao_herbal" }, [
    ["A-dried-herb", "食药同源干货"],
    ["A-soup-pack", "药膳包", { needsSc: true, legalClasses: ["prepacked", "health_food", "small_workshop"] }],
    ["A-bath", "瑶浴泡脚包", { legalClasses: ["cosmetic"] }],
    ["A-mugwort", "艾草制品", { legalClasses: ["handicraft", "cosmetic", "edible_agri"] }],
  ]),
  ...goodsGroup("食用油", { needsSc: true, legalClasses: PACKED }, [
    ["B-camellia", "山茶油"],
    ["B-walnut-oil", "核桃油"],
    ["B-rapeseed", "菜籽油"],
  ]),
  ...goodsGroup("新鲜水果", { gate: "fresh", legalClasses: ["edible_agri"] }, [
    ["C-citrus", "柑橘"],
    ["C-pear", "梨"],
    ["C-kiwi", "猕猴桃"],
    ["C-plum", "李"],
    ["C-fresh-walnut", "鲜核桃"],
  ]),
  ...goodsGroup("茶叶", { needsSc: true, legalClasses: PACKED }, [
    ["D-bitter", "苦茶"],
    ["D-green", "绿茶"],
    ["D-black", "红茶"],
    ["D-herbal", "代用茶"],
  ]),
  ...goodsGroup("民族工艺", { gate: "heritage", legalClasses: ["handicraft"] }, [
    ["E-embroidery", "瑶绣"],
    ["E-brocade", "织锦"],
    ["E-bamboo", "竹编"],
    ["E-silver", "银饰"],
    ["E-drum", "长鼓"],
  ]),
  ...goodsGroup("粮油干货", {}, [
    ["F-rice", "大米"],
    ["F-coarse", "杂粮"],
    ["F-bean", "豆类"],
    ["F-walnut", "核桃"],
    ["F-mushroom", "香菇"],
    ["F-bamboo-shoot", "笋干"],
    ["F-noodle", "挂面", { legalClasses: PACKED }],
  ]),
  ...goodsGroup("禽畜腊味蛋", { gate: "cold_chain" }, [
    ["G-cured-meat", "腊肉", { legalClasses: PACKED }],
    ["G-sausage", "腊肠", { legalClasses: PACKED }],
    ["G-chicken", "土鸡"],
    ["G-egg", "鸡蛋", { legalClasses: ["edible_agri"] }],
    ["G-dried-fish", "鱼干"],
  ]),
  ...goodsGroup("蜂蜜饮品零食", { needsSc: true, legalClasses: PACKED }, [
    ["H-honey", "蜂蜜"],
    ["H-rice-wine", "米酒", { gate: "alcohol", legalClasses: ["alcohol"] }],
    ["H-fruit-wine", "果酒", { gate: "alcohol", legalClasses: ["alcohol"] }],
    ["H-dried-fruit", "果干"],
    ["H-tofu", "豆腐乳"],
  ]),
  travel("T-hotel", "酒店", ["lodging"]),
  travel("T-homestay", "民宿", ["homestay"]),
  travel("T-farmstay", "农家乐", ["agritainment"]),
  travel("T-package", "旅游套餐", ["package_tour", "self_guided"]),
  travel("T-day-tour", "一日游", ["day_tour"]),
  travel("T-ticket", "门票", ["ticket"]),
  travel("T-activity", "采摘研学", ["activity"]),
  travel("T-meal", "餐券", ["meal"]),
];

const byCode: ReadonlyMap<string, Category> = new Map(CATEGORIES.map((category) => [category.code, category]));

/** The category of a code, or null when we have none. */
export function categoryOf(code: string): Category | null {
  return byCode.get(code) ?? null;
}

/** The category of a code, or of a Chinese name as people type it; null when neither fits. */
export function categoryFrom(text: string): Category | null {
  const wanted = text.trim();
  return categoryOf(wanted) ?? CATEGORIES.find(({ name }) => name === wanted) ?? null;
}
