import type { SandboxRandom } from "../kit/types.ts";
import type { Category, CategoryKind, Parameter } from "./world.ts";

/** Names only; codes come from the seed, so that nobody can know them beforehand. `*`: leaves that want a production licence. */
const TREE: readonly {
  root: string;
  kind: CategoryKind;
  granted: boolean;
  groups: Readonly<Record<string, string>>;
}[] = [
  {
    root: "食品生鲜",
    kind: "food",
    granted: true,
    groups: {
      滋补养生: "食药同源干货 药膳包* 瑶浴泡脚包 艾草制品",
      食用油: "山茶油* 核桃油* 菜籽油*",
      新鲜水果: "柑橘 梨 猕猴桃 李 鲜核桃",
      茶叶: "苦茶* 绿茶* 红茶* 代用茶*",
      粮油干货: "大米 杂粮 豆类 核桃 香菇 笋干 挂面",
      禽畜腊味蛋: "腊肉 腊肠 土鸡 鸡蛋 鱼干",
      蜂蜜饮品零食: "蜂蜜* 米酒* 果酒* 果干* 豆腐乳*",
    },
  },
  { root: "工艺礼品", kind: "craft", granted: true, groups: { 民族工艺: "瑶绣 织锦 竹编 银饰 长鼓" } },
  {
    root: "本地生活",
    kind: "local",
    granted: true,
    groups: { 文旅: "酒店 民宿 农家乐 旅游套餐 一日游 门票 采摘研学 餐券" },
  },
  // Not this shop's: wants a health-food certificate, and a branch that was never asked for.
  { root: "保健食品", kind: "food", granted: false, groups: { 营养补充: "蛋白粉* 蜂胶*" } },
  { root: "手机数码", kind: "craft", granted: false, groups: { 手机: "智能手机" } },
];

/** All categories of a world by code, parents before their children. */
export function seedCategories(random: SandboxRandom): Map<string, Category> {
  const made = new Map<string, Category>();
  const codes = new Set<string>();
  const parCodes = new Map<string, string>();
  const add = (category: Omit<Category, "code" | "name">): void => {
    const code = fresh(codes, () => `R${random.digits(7)}`);
    made.set(code, { ...category, code, name: category.path.at(-1) ?? "" });
  };
  for (const { root, kind, granted, groups } of TREE) {
    const branch = { leaf: false, kind, granted, parameters: [] };
    add({ ...branch, path: [root] });
    for (const [group, leaves] of Object.entries(groups)) {
      add({ ...branch, path: [root, group] });
      for (const name of leaves.split(" ")) {
        const parameters = parametersOf(kind, name.endsWith("*"), { random, parCodes });
        add({ ...branch, leaf: true, path: [root, group, name.replace("*", "")], parameters });
      }
    }
  }
  return made;
}

function fresh(taken: Set<string>, make: () => string): string {
  let code = make();
  while (taken.has(code)) code = make();
  taken.add(code);
  return code;
}

interface ParameterSource {
  random: SandboxRandom;
  parCodes: Map<string, string>;
}
const STORAGE = ["常温", "阴凉干燥", "冷藏", "冷冻"];
const PACKAGING = ["袋装", "盒装", "瓶装", "礼盒装", "散装"];

function parametersOf(kind: CategoryKind, licensed: boolean, source: ParameterSource): readonly Parameter[] {
  const basic = kind === "food" ? food(licensed) : kind === "craft" ? CRAFT : LOCAL;
  return [...basic, { name: "规格", template: "common" as const, must: true }].map((given) => parameter(given, source));
}

type Given = Pick<Parameter, "name"> & {
  template?: "basic" | "common";
  must?: boolean;
  unit?: string;
  options?: string[];
};

function food(licensed: boolean): readonly Given[] {
  return [
    { name: "产地", must: true },
    { name: "净含量", must: true, unit: "g" },
    { name: "保质期", must: true, unit: "天" },
    { name: "储存条件", must: true, options: STORAGE },
    { name: "包装形式", options: PACKAGING },
    { name: "等级" },
    { name: "生产许可证编号", must: licensed },
    { name: "产品标准号" },
  ];
}
const CRAFT: readonly Given[] = [
  { name: "产地", must: true },
  { name: "材质", must: true },
];
const LOCAL: readonly Given[] = [
  { name: "适用地址", must: true },
  { name: "使用有效期", must: true },
  { name: "预约电话" },
];

function parameter(given: Given, { random, parCodes }: ParameterSource): Parameter {
  const { name, template = "basic", must = false, unit = "", options = [] } = given;
  const number = random.digits(3) + String(parCodes.size).padStart(2, "0");
  const known = parCodes.get(name) ?? (template === "common" ? "G" : "0") + number;
  parCodes.set(name, known);
  return {
    code: known,
    name,
    template,
    type: options.length > 0 ? "1" : "3",
    must,
    unit,
    numeric: unit !== "",
    options: options.map((option, n) => ({ code: `${known.slice(-3)}${n + 1}`, name: option })),
  };
}
