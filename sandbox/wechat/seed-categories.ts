import type { SandboxRandom } from "../kit/types.ts";
import type { CategoryAttribute, CategoryNode, Leaf } from "./world.ts";

/** Group → leaves, by root. */
const TREE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  食品生鲜: {
    滋补养生: ["食药同源干货", "药膳包", "瑶浴泡脚包", "艾草制品", "保健食品"],
    食用油: ["山茶油", "核桃油", "菜籽油"],
    新鲜水果: ["柑橘", "梨", "猕猴桃", "李", "鲜核桃", "榴莲"],
    茶叶: ["苦茶", "绿茶", "红茶", "代用茶"],
    粮油干货: ["大米", "杂粮", "豆类", "核桃", "香菇", "笋干", "挂面"],
    禽畜腊味蛋: ["腊肉", "腊肠", "土鸡", "鸡蛋", "鱼干"],
    蜂蜜饮品零食: ["蜂蜜", "米酒", "果酒", "果干", "豆腐乳"],
    酒类: ["白酒"],
  },
  工艺礼品: { 民族工艺: ["瑶绣", "织锦", "竹编", "银饰", "长鼓"] },
  本地生活: {
    文旅: ["酒店", "民宿", "农家乐", "旅游套餐", "一日游", "门票", "采摘研学", "餐券"],
    生活服务: ["服务预约"],
  },
};
/** A step of the new tree that the old one does not know. */
const DEEPER: Readonly<Record<string, string>> = { 榴莲: "热带水果" };
/** Leaves that nobody applied for, and one that only an invitation opens. */
const NOT_APPLIED: ReadonlySet<string> = new Set(["榴莲", "白酒"]);
const INVITE_ONLY: ReadonlySet<string> = new Set(["白酒"]);
const LICENCE_GROUPS: ReadonlySet<string> = new Set(["食用油", "茶叶", "蜂蜜饮品零食"]);
const LICENCE_LEAVES: ReadonlySet<string> = new Set(["药膳包"]);
const DAMAGE_LEAVES: ReadonlySet<string> = new Set(["猕猴桃"]);

const text = (name: string, required: boolean): CategoryAttribute => ({ name, required, type: "string", values: [] });

const foodAttributes = (group: string, leaf: string): readonly CategoryAttribute[] => [
  text("产地", true),
  { name: "净含量", required: true, type: "decimal4_unit", values: ["g", "kg"] },
  { name: "保质期", required: true, type: "integer_unit", values: ["天", "个月"] },
  { name: "储存条件", required: true, type: "select_one", values: ["常温", "阴凉干燥", "冷藏", "冷冻"] },
  { name: "包装形式", required: false, type: "select_one", values: ["袋装", "盒装", "瓶装", "礼盒装", "散装"] },
  text("等级", false),
  text("生产许可证编号", LICENCE_GROUPS.has(group) || LICENCE_LEAVES.has(leaf)),
  text("产品标准号", false),
];

const ATTRIBUTES = {
  food: foodAttributes,
  craft: () => [text("产地", true), text("材质", true)],
  local_life: () => [text("适用地址", true), text("使用有效期", true), text("预约电话", false)],
  service: () => [text("适用地址", true)],
} as const;

const familyOf = (root: string, group: string): Leaf["family"] => {
  if (root === "食品生鲜") return "food";
  if (root === "工艺礼品") return "craft";
  return group === "文旅" ? "local_life" : "service";
};

/** Both trees with numbers of this seed. Leaves bear the same number in both, all else has two. */
export const seedCategories = (random: SandboxRandom): Map<string, Leaf> => {
  const used = new Set<string>();
  const id = (digits: number): string => {
    const made = random.digits(digits);
    if (used.has(made)) return id(digits);
    used.add(made);
    return made;
  };
  const node = (name: string): CategoryNode => ({ id: `1000${id(4)}`, name });
  const leaves = Object.entries(TREE).flatMap(([rootName, groups]) => {
    const roots = { now: node(rootName), old: node(rootName) };
    return Object.entries(groups).flatMap(([groupName, names]) => {
      const group = { now: node(groupName), old: node(groupName) };
      return names.map((name) => {
        const leaf = { id: id(6), name };
        const between = DEEPER[name] === undefined ? [] : [node(DEEPER[name])];
        return leafOf(leaf, { path: [roots.now, group.now, ...between, leaf], oldPath: [roots.old, group.old, leaf] });
      });
    });
  });
  return new Map(leaves.map((leaf) => [leaf.id, leaf]));
};

const leafOf = (leaf: CategoryNode, paths: Pick<Leaf, "path" | "oldPath">): Leaf => {
  const [root, group] = paths.oldPath.map(({ name }) => name);
  const family = familyOf(root ?? "", group ?? "");
  return {
    ...leaf,
    ...paths,
    family,
    attributes: ATTRIBUTES[family](group ?? "", leaf.name),
    noShipment: family === "service",
    inviteOnly: INVITE_ONLY.has(leaf.name),
    sevenDayReturn: family === "craft",
    damageGuarantee: DAMAGE_LEAVES.has(leaf.name),
    certificates: leaf.name === "保健食品" ? [{ id: "1111700", name: "保健食品备案凭证" }] : [],
  };
};

/** What a shop of the county has applied for. */
export const appliedLeaves = (leaves: ReadonlyMap<string, Leaf>): ReadonlySet<string> =>
  new Set([...leaves.values()].filter(({ name }) => !NOT_APPLIED.has(name)).map(({ id }) => id));
