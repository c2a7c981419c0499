import type { SandboxRandom } from "../kit/types.ts";
import type { Attribute, Category, World } from "./world.ts";

type Kind = Category["kind"];
interface Branch {
  root: string;
  kind: Kind;
  groups: Readonly<Record<string, readonly string[]>>;
}

const TREE: readonly Branch[] = [
  {
    root: "食品生鲜",
    kind: "food",
    groups: {
      滋补养生: ["食药同源干货", "药膳包", "瑶浴泡脚包", "艾草制品"],
      食用油: ["山茶油", "核桃油", "菜籽油"],
      新鲜水果: ["柑橘", "梨", "猕猴桃", "李", "鲜核桃"],
      茶叶: ["苦茶", "绿茶", "红茶", "代用茶"],
      粮油干货: ["大米", "杂粮", "豆类", "核桃", "香菇", "笋干", "挂面"],
      禽畜腊味蛋: ["腊肉", "腊肠", "土鸡", "鸡蛋", "鱼干"],
      蜂蜜饮品零食: ["蜂蜜", "米酒", "果酒", "果干", "豆腐乳"],
    },
  },
  { root: "工艺礼品", kind: "craft", groups: { 民族工艺: ["瑶绣", "织锦", "竹编", "银饰", "长鼓"] } },
  {
    root: "本地生活",
    kind: "local",
    groups: { 文旅: ["酒店", "民宿", "农家乐", "旅游套餐", "一日游", "门票", "采摘研学", "餐券"] },
  },
];
const FOREIGN: readonly Branch[] = [
  { root: "数码电器", kind: "craft", groups: { 手机: ["智能手机", "老人机"] } },
  { root: "医药保健", kind: "food", groups: { 保健食品: ["蓝帽保健品"] } },
];
const CERTIFIED = "蓝帽保健品";
const LICENSED_GROUPS = new Set(["食用油", "茶叶", "蜂蜜饮品零食"]);
const LICENSED_LEAF = "药膳包";

type AttributeRow = Pick<Attribute, "name" | "input" | "required"> & { words?: readonly string[]; unit?: string };
const FOOD: readonly AttributeRow[] = [
  { name: "产地", input: 3, required: true },
  { name: "净含量", input: 7, required: true, unit: "g" },
  { name: "保质期", input: 7, required: true, unit: "天" },
  { name: "储存条件", input: 1, required: true, words: ["常温", "阴凉干燥", "冷藏", "冷冻"] },
  { name: "包装形式", input: 1, required: false, words: ["袋装", "盒装", "瓶装", "礼盒装", "散装"] },
  { name: "等级", input: 3, required: false },
  { name: "产品标准号", input: 3, required: false },
];
const CRAFT: readonly AttributeRow[] = [
  { name: "产地", input: 3, required: true },
  { name: "材质", input: 3, required: true },
];
const LOCAL: readonly AttributeRow[] = [
  { name: "适用地址", input: 3, required: true },
  { name: "使用有效期", input: 3, required: true },
  { name: "预约电话", input: 3, required: false },
];
const ROWS: Readonly<Record<Kind, readonly AttributeRow[]>> = { food: FOOD, craft: CRAFT, local: LOCAL };

/** The category tree with attributes. Ids come from the seed; gives the leaves that shops may publish in, and those they may not. */
export function seedCategories(world: World, random: SandboxRandom): { own: string[] } {
  const plant = planter(world, random);
  const own = TREE.flatMap(plant);
  FOREIGN.forEach(plant);
  const cereals = [...world.categories.values()].find((category) => category.name === "粮油干货");
  if (cereals !== undefined) plantFourthLevel(world, random, cereals);
  return { own };
}

function planter(world: World, random: SandboxRandom): (branch: Branch) => string[] {
  return ({ root, kind, groups }) => {
    const top = addCategory(world, random, { fid: "0", name: root, lev: 1, leaf: false, kind });
    return Object.entries(groups).flatMap(([group, leaves]) => {
      const middle = addCategory(world, random, { fid: top.id, name: group, lev: 2, leaf: false, kind });
      return leaves.map((name) => plantLeaf(world, random, { fid: middle.id, name, lev: 3, leaf: true, kind }, group));
    });
  };
}

function plantFourthLevel(world: World, random: SandboxRandom, group: Category): void {
  const third = addCategory(world, random, { fid: group.id, name: "调味品", lev: 3, leaf: false, kind: "food" });
  plantLeaf(world, random, { fid: third.id, name: "酱油", lev: 4, leaf: true, kind: "food" }, group.name);
}

type NewCategory = Pick<Category, "fid" | "name" | "lev" | "leaf" | "kind">;

function plantLeaf(world: World, random: SandboxRandom, category: NewCategory, group: string): string {
  const leaf = addCategory(world, random, category);
  const licensed = LICENSED_GROUPS.has(group) || category.name === LICENSED_LEAF;
  const licence: AttributeRow[] =
    category.kind === "food" ? [{ name: "生产许可证编号", input: 3, required: licensed }] : [];
  const rows = [...ROWS[category.kind], ...licence];
  leaf.attributes = rows.map((row) => addAttribute(world, random, { catId: leaf.id, type: 3, row }));
  leaf.attributes.push(
    addAttribute(world, random, {
      catId: leaf.id,
      type: 4,
      row: { name: "规格", input: 1, required: true, words: ["默认"] },
    }),
  );
  return leaf.id;
}

function addCategory(world: World, random: SandboxRandom, category: NewCategory): Category {
  const id = freshId(world.categories, () => random.digits(6));
  const added = { ...category, id, certificate: category.name === CERTIFIED, attributes: [] };
  world.categories.set(id, added);
  return added;
}

function addAttribute(
  world: World,
  random: SandboxRandom,
  { catId, type, row }: { catId: string; type: 3 | 4; row: AttributeRow },
): string {
  const id = freshId(world.attributes, () => random.digits(6));
  const values = (row.words ?? []).map((name) => ({ id: random.digits(8), name, venderId: null }));
  const units = row.unit === undefined ? [] : [row.unit];
  world.attributes.set(id, {
    id,
    catId,
    type,
    name: row.name,
    input: row.input,
    required: row.required,
    units,
    values,
  });
  return id;
}

function freshId(taken: ReadonlyMap<string, unknown>, draw: () => string): string {
  let id = draw();
  while (taken.has(id)) id = draw();
  return id;
}
