import { newId, type Category, type Property, type World } from "./world.ts";

/** Names of the tree, three levels; the ids are made anew in each world. */
const TREE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "零食/坚果/特产": {
    "山核桃/坚果/炒货": ["核桃", "夏威夷果"],
    "蜜饯/枣类/梅/果干": ["果干", "红枣"],
  },
  "水产肉类/新鲜蔬果/熟食": {
    新鲜水果: ["猕猴桃", "柑橘", "梨", "李子", "鲜核桃"],
    腊味: ["腊肉", "腊肠"],
    禽蛋水产: ["鸡蛋", "土鸡", "鱼干"],
  },
  "粮油米面/南北干货/调味品": {
    "米/面粉/杂粮": ["大米", "杂粮", "豆类", "挂面"],
    南北干货: ["香菇", "笋干", "豆腐乳"],
    食用油: ["山茶油", "核桃油", "菜籽油"],
  },
  茶: { 茶叶: ["苦茶", "绿茶", "红茶", "代用茶"] },
  滋补养生: { 传统滋补: ["食药同源干货", "药膳包", "泡脚包", "艾草制品"] },
  "酒类/饮品": { 蜂蜜酒饮: ["蜂蜜", "米酒", "果酒"] },
  工艺礼品: { 民族工艺: ["瑶绣", "织锦", "竹编", "银饰", "长鼓"] },
};
const CRAFT = "工艺礼品";

export function seedCategories(world: World): void {
  for (const [top, branches] of Object.entries(TREE)) {
    const topId = add(world, { parentId: "0", name: top, under: null });
    for (const [branch, leaves] of Object.entries(branches)) {
      const branchId = add(world, { parentId: topId, name: branch, under: null });
      for (const leaf of leaves) add(world, { parentId: branchId, name: leaf, under: top });
    }
  }
}

/** `under`: the top category of a leaf; null for what has categories below it. */
function add(
  world: World,
  { parentId, name, under }: { parentId: string; name: string; under: string | null },
): string {
  const category: Category = {
    id: newId(world),
    parentId,
    name,
    leaf: under !== null,
    properties: under === null ? [] : propertiesOf(world, under),
    specNames: under === null ? [] : ["规格", "口味"].map((spec) => ({ id: newId(world), name: spec })),
  };
  world.categories.set(category.id, category);
  return category.id;
}

function propertiesOf(world: World, top: string): readonly Property[] {
  const property = (name: string, more: Partial<Property>): Property => ({
    refPid: newId(world),
    name,
    required: false,
    valueType: 0,
    units: [],
    values: [],
    ...more,
  });
  const choices = (names: readonly string[]) => names.map((value) => ({ vid: newId(world), value }));
  const brand = property("品牌", { required: true, values: choices(["成县核桃", "瑶都优选", "other/其他"]) });
  if (top === CRAFT) return [brand, property("产地", {})];
  return [
    brand,
    property("净含量", { required: true, valueType: 1, units: ["g", "kg"] }),
    property("保质期", { required: true, valueType: 1, units: ["天", "个月"] }),
    property("储存方式", { values: choices(["常温", "阴凉干燥", "冷藏", "冷冻"]) }),
    property("产地", {}),
    property("生产许可证编号", {}),
  ];
}
