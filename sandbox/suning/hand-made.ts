import { assignCodes } from "./products.ts";
import type { Scene } from "../kit/types.ts";
import type { Category, Par, Product, Shop, Sku, World } from "./world.ts";

export interface HandMade {
  shop: Shop;
  title: string;
  merchantKey?: string;
  /** Name of a leaf category; `voucher` is redeemed at a store. */
  kind: string;
  skus: readonly { merchantKey?: string; priceFen: number; stock: number; name?: string }[];
  onSale: boolean;
  createdAt: number;
}

/** Puts an item into the shop the way a person does in the back office: no application, codes at once. */
export function handMade(given: HandMade, { world, random }: Scene<World>): Product {
  const { shop, title, skus, createdAt } = given;
  const category = leafFor(given.kind, world);
  const common = category?.parameters.find((one) => one.template === "common")?.code ?? "G00002";
  const parent = skus.length > 1;
  const product: Product = {
    id: random.hex(16),
    shop: shop.code,
    productCode: "",
    itemCode: given.merchantKey ?? "",
    parent,
    status: "2",
    reason: "",
    shelf: given.onSale ? "on" : "never",
    content: { fields: fieldsOf(given, category?.code ?? "", world), pars: [] },
    skus: skus.map((sku) => made(sku, parent ? [{ parCode: common, parValue: sku.name ?? title }] : [])),
    saleAt: null,
    createdAt,
    editedAt: createdAt,
    visibleAt: createdAt,
    deleted: false,
  };
  shareCode(product);
  assignCodes(product, random.digits);
  world.products.set(product.id, product);
  return product;
}

/** Without children the item's code and that of its sku are one. */
function shareCode(product: Product): void {
  const [only] = product.skus;
  if (product.parent || only === undefined) return;
  if (only.itemCode === "") only.itemCode = product.itemCode;
  product.itemCode = only.itemCode;
}

function leafFor(kind: string, world: World): Category | undefined {
  const leaves = [...world.categories.values()].filter((one) => one.leaf);
  const name = kind === "voucher" ? "民宿" : kind;
  return leaves.find((one) => one.name === name) ?? leaves.find((one) => one.name === "腊肉");
}

const AT_THE_STORE = {
  sellChannel: "01",
  priceType: "01",
  extractMode: "10",
  effectiveDay: "90",
  writeoffShop: "1",
  autoRefund: "1",
  insaleRefund: "1",
};

function fieldsOf({ title, shop, kind }: HandMade, categoryCode: string, world: World): Record<string, string> {
  const picture = `https://uimgproxy.suning.cn/uimg1/sop/commodity/hand-${shop.code}-${world.products.size + 1}.jpg`;
  return {
    categoryCode,
    brandCode: world.brands[0]?.code ?? "",
    productName: title,
    cmTitle: title,
    sellPoint: kind,
    introduction: Buffer.from(`<p>${title}</p>`).toString("base64"),
    afterSaleServiceDec: "请联系店铺客服",
    supplierImg1Url: picture,
    freightTemplateId: shop.freightTemplates[0]?.id ?? "",
    saleSet: "2",
    ...(kind === "voucher" && AT_THE_STORE),
  };
}

function made(sku: HandMade["skus"][number], pars: readonly Par[]): Sku {
  const { merchantKey = "", priceFen, stock } = sku;
  return {
    productCode: "",
    itemCode: merchantKey,
    barcode: "",
    picture: "",
    pars,
    priceFen,
    stock,
    sold: 0,
    recentSales: [],
  };
}
