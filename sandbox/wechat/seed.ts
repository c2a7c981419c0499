import type { SandboxClock, SandboxRandom } from "../kit/types.ts";
import { currentStable } from "./actions/token.ts";
import { makeByHand } from "./by-hand.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { appliedLeaves, seedCategories } from "./seed-categories.ts";
import type { Leaf, Shop, World } from "./world.ts";

const PRODUCT_SET = 129;
const FREIGHT_SET = 130;
const ORDER_SET = 131;
const COUPON_SET = 132;
const FUND_SET = 138;
const VOUCHER_SET = 164;
const LABEL_SET = 192;
const BASIC_SET = 85;

/** A world with two shops, which one component may serve, and two goods that someone put up by hand in the first. */
export const seedWorld = (tools: {
  clock: SandboxClock;
  random: SandboxRandom;
  switches: Readonly<Record<string, boolean | number>>;
}): World => {
  const { clock, random, switches } = tools;
  const world = emptyWorld(random, switches);
  const shops = [
    seedShop(random, { name: "成县核桃合作社的店", leaves: world.leaves, switches }),
    seedShop(random, { name: "江华瑶乡山货店", leaves: world.leaves, switches }),
  ];
  for (const shop of shops) world.shops.set(shop.appId, shop);
  const first = shops[0]?.appId ?? "";
  const stage = { world, random, nowMs: clock.now() };
  makeByHand(
    {
      shop: first,
      merchantKey: "HAND-OIL-500",
      title: "成县核桃油 500ml",
      skus: [{ merchantKey: "HAND-OIL-500", priceFen: 8_800, stock: 40, name: "500ml" }],
    },
    stage,
  );
  makeByHand({ shop: first, title: "瑶乡腊肉 500g", skus: [{ priceFen: 6_900, stock: 25, name: "500g" }] }, stage);
  for (const product of world.products.values()) product.visibleMs = stage.nowMs;
  world.firstToken = currentStable(world, { shop: first, nowMs: stage.nowMs }, random).value;
  return world;
};

const emptyWorld = (random: SandboxRandom, switches: World["switches"]): World => ({
  switches,
  component: { appId: `wx${random.hex(16)}`, appSecret: random.hex(32), ticket: `ticket@@@${random.hex(40)}` },
  shops: new Map(),
  leaves: seedCategories(random),
  tokens: new Map(),
  refreshes: new Map(),
  usage: new Map(),
  submits: new Map(),
  decodes: new Map(),
  clears: new Map(),
  pictures: new Map(),
  products: new Map(),
  orders: new Map(),
  afterSales: new Map(),
  vouchers: new Map(),
  redeemed: new Map(),
  cursors: new Map(),
  agenda: [],
  labels: new Map(),
  labelTemplates: new Map(),
  negotiations: new Map(),
  guarantees: new Map(),
  coupons: new Map(),
  discountTasks: new Map(),
  applications: new Map(),
  dropships: new Map(),
  complaints: new Map(),
  rids: new Map(),
  events: [],
  audit: { afterMs: PLACEHOLDERS.auditAfterMs.value, refuseWords: [] },
  firstToken: "",
});

const seedShop = (
  random: SandboxRandom,
  of: { name: string; leaves: ReadonlyMap<string, Leaf>; switches: World["switches"] },
): Shop => ({
  appId: `wx${random.hex(16)}`,
  appSecret: random.hex(32),
  userName: `gh_${random.hex(12)}`,
  name: of.name,
  authorizerRefreshToken: `refreshtoken@@@${random.hex(32)}`,
  authorizationCode: `queryauthcode@@@${random.hex(32)}`,
  messageToken: random.hex(16),
  encodingAesKey: `${random.hex(42)}A`,
  localLife: true,
  allowedIps: of.switches["strictIpList"] === true ? ["203.0.113.9"] : [],
  permissionSets: new Set(
    [BASIC_SET, PRODUCT_SET, FREIGHT_SET, ORDER_SET, COUPON_SET, FUND_SET, VOUCHER_SET, LABEL_SET].filter(
      (set) => set !== ORDER_SET || of.switches["isvWithoutOrders"] !== true,
    ),
  ),
  leaves: appliedLeaves(of.leaves),
  brands: ["瑶都优选", "成县核桃"].map((name) => ({ brandId: `100${random.digits(5)}`, name })),
  templates: seedTemplates(random),
  addresses: seedAddresses(random),
  supply: { suppliers: new Map(), mode: 1, wholeShop: "", products: new Map() },
  auditStrategy: { hide_err_field_flag: 2, hit_duplicated_flag: 2, hit_low_risk_rule_flag: 2 },
});

const seedTemplates = (random: SandboxRandom): Shop["templates"] => [
  {
    id: random.digits(11),
    name: "全国包邮(除偏远)",
    valuation: "PIECE",
    sendTime: "SendTime_FOUTYEIGHT_HOUR",
    sendHours: 48,
    freightFen: 0,
    given: null,
  },
  {
    id: random.digits(11),
    name: "生鲜冷链",
    valuation: "WEIGHT",
    sendTime: "SendTime_TWENTYFOUR_HOUR",
    sendHours: 24,
    freightFen: 1_200,
    given: null,
  },
];

const WAREHOUSES: readonly Pick<Shop["addresses"][number], "name" | "at">[] = [
  {
    name: "江华发货仓",
    at: {
      userName: "江华仓",
      province: "湖南省",
      city: "永州市",
      county: "江华瑶族自治县",
      detail: "沱江镇物流园1号",
      phone: "07460000001",
    },
  },
  {
    name: "成县发货仓",
    at: {
      userName: "成县仓",
      province: "甘肃省",
      city: "陇南市",
      county: "成县",
      detail: "城关镇电商产业园2号",
      phone: "09390000002",
    },
  },
];

const seedAddresses = (random: SandboxRandom): Shop["addresses"] =>
  WAREHOUSES.map((warehouse, index) => ({
    id: random.digits(6),
    ...warehouse,
    send: true,
    receive: true,
    isDefault: index === 0,
  }));
