/** Provinces as addresses name them, with the first digits of their codes. */
const NAMES =
  "11北京市 12天津市 13河北省 14山西省 15内蒙古自治区 21辽宁省 22吉林省 23黑龙江省 31上海市 32江苏省 33浙江省 34安徽省 " +
  "35福建省 36江西省 37山东省 41河南省 42湖北省 43湖南省 44广东省 45广西壮族自治区 46海南省 50重庆市 51四川省 52贵州省 " +
  "53云南省 54西藏自治区 61陕西省 62甘肃省 63青海省 64宁夏回族自治区 65新疆维吾尔自治区 71台湾省 81香港特别行政区 82澳门特别行政区";

interface Region {
  name: string;
  code: number;
  level: number;
  parent: number;
}

/** Below the provinces this imitation knows the ways to its two counties alone. */
const BELOW: readonly Region[] = [
  { name: "永州市", code: 431100000, level: 3, parent: 430000000 },
  { name: "江华瑶族自治县", code: 431129000, level: 4, parent: 431100000 },
  { name: "沱江镇", code: 431129100, level: 5, parent: 431129000 },
  { name: "陇南市", code: 621200000, level: 3, parent: 620000000 },
  { name: "成县", code: 621221000, level: 4, parent: 621200000 },
  { name: "城关镇", code: 621221100, level: 5, parent: 621221000 },
];
const ROOT: Region = { name: "中国", code: 0, level: 1, parent: -1 };

/** Every division that is known here; codes have nine digits. */
export const REGIONS: readonly Region[] = [
  ROOT,
  ...NAMES.split(" ").map((text) => ({
    name: text.slice(2),
    code: Number(text.slice(0, 2)) * 10_000_000,
    level: 2,
    parent: 0,
  })),
  ...BELOW,
];

export const PROVINCES: ReadonlySet<string> = new Set(
  REGIONS.filter(({ level }) => level === 2).map(({ name }) => name),
);
