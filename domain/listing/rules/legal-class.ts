import type { Finding } from "../../finding.ts";
import type { GoodsListing, LegalClass } from "../goods.ts";
import { block, type Rule } from "./context.ts";

type Item = readonly [rule: string, at: string, zh: string, en: string, there: (goods: GoodsListing) => boolean];

const PRODUCER: Item = [
  "label.producer",
  "/producer",
  "生产者名称、地址、联系方式",
  "the producer's name, address and contact",
  (goods) => goods.producer !== undefined,
];
const SHELF_LIFE: Item = [
  "label.shelf_life",
  "/shelfLifeDays",
  "保质期",
  "the shelf life",
  (goods) => goods.shelfLifeDays !== undefined,
];
const STORAGE: Item = [
  "label.storage",
  "/storage",
  "储存条件",
  "how to store it",
  (goods) => goods.storage !== undefined,
];
const DATE: Item = [
  "label.production_date",
  "/productionDate",
  "生产日期或「发货前 N 天内」",
  "a production date or a rule for it",
  (goods) => goods.productionDate !== undefined || goods.producedWithinDays !== undefined || goods.lots.length > 0,
];
const INGREDIENTS: Item = [
  "label.ingredients",
  "/ingredients",
  "配料",
  "the ingredients",
  (goods) => goods.ingredients !== undefined,
];
const STANDARD: Item = [
  "label.standard",
  "/standardNo",
  "产品标准号",
  "the product standard",
  (goods) => goods.standardNo !== undefined,
];
const SC: Item = [
  "label.sc_missing",
  "/scNo",
  "生产许可证编号 (SC)",
  "the production licence number (SC)",
  (goods) => goods.scNo !== undefined,
];
const PREPACKED: readonly Item[] = [INGREDIENTS, PRODUCER, SHELF_LIFE, STORAGE, DATE, STANDARD, SC];

/** What each class must state (Food Safety Law 67, 68, 78; Advertising Law 18, 46). */
const NEEDED: Readonly<Record<LegalClass, readonly Item[]>> = {
  prepacked: PREPACKED,
  alcohol: [
    ...PREPACKED,
    [
      "label.alcohol_percent",
      "/compliance/alcoholPercent",
      "酒精度",
      "the alcohol content",
      (goods) => goods.compliance?.alcoholPercent !== undefined,
    ],
  ],
  bulk: [SHELF_LIFE, PRODUCER, DATE],
  edible_agri: [],
  small_workshop: [],
  drug: [],
  health_food: [
    ...PREPACKED,
    [
      "label.health_food_no",
      "/compliance/healthFoodNo",
      "保健食品批准文号 (蓝帽子)",
      "the health food number",
      (goods) => goods.compliance?.healthFoodNo !== undefined,
    ],
    [
      "label.ad_approval",
      "/compliance/adApprovalNo",
      "广告审查批准文号",
      "the approval of its advertisement",
      (goods) => goods.compliance?.adApprovalNo !== undefined,
    ],
  ],
  cosmetic: [
    [
      "label.cosmetic_filing",
      "/compliance/cosmeticFilingNo",
      "化妆品备案号",
      "the cosmetic filing number",
      (goods) => goods.compliance?.cosmeticFilingNo !== undefined,
    ],
  ],
  handicraft: [
    ["label.material", "/material", "材质", "the material", (goods) => goods.material !== undefined],
    ["label.producer", "/producer", "制作者", "the maker", (goods) => goods.producer !== undefined],
  ],
};

/** The class decides which label items, numbers and documents are needed; drugs never, small workshops not without proof. */
export const legalClassRules: Rule = (listing) => {
  if (listing.kind !== "goods") return [];
  return [
    ...NEEDED[listing.legalClass].filter(([, , , , there]) => !there(listing)).map(missing),
    ...forbidden(listing),
  ];
};

function missing([rule, at, zh, en]: Item): Finding {
  return block(rule, at, [`缺${zh}`, `${en} is missing`, `补填${zh}`, `fill in ${en}`]);
}

function forbidden({ legalClass }: GoodsListing): readonly Finding[] {
  if (legalClass === "drug")
    return [
      block("class.drug", "/legalClass", [
        "药品不能在这里发布",
        "medicines can't be published here",
        "药品须走有资质的药品平台",
        "medicines need a licensed pharmacy platform",
      ]),
    ];
  if (legalClass === "small_workshop")
    return [
      block("class.small_workshop", "/legalClass", [
        "小作坊食品多数地方不许网售或跨省销售",
        "food of small workshops may mostly not be sold online or across provinces",
        "取得 SC 生产许可, 或由有许可的企业委托生产",
        "get an SC licence, or have a licensed maker produce it",
      ]),
    ];
  return [];
}
