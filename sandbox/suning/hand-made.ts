import { assignCodes } from "./products.ts";
import type { Scene } from "../kit/types.ts";
import type { Par, Product, Shop, Sku, World } from "./world.ts";

export interface HandMade {
  shop: Shop;
  title: string;
  merchantKey?: string;
  /** Name of a leaf category; the first food leaf without it. */
  kind: string;
  skus: readonly { merchantKey?: string; priceFen: number; stock: number; name?: string }[];
  onSale: boolean;
  createdAt: number;
}

/** Puts an item into the shop the way a person does in the back office: no application, codes at once. */
export function handMade(given: HandMade, { world, random }: Scene<World>): Product {
  const { shop, title, skus, createdAt } = given;
  const category = [...world.categories.values()].find((one) => one.leaf && one.name === given.kind);
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
  const [only] = product.skus;
  if (!parent && only !== undefined) {
    if (only.itemCode === "") only.itemCode = product.itemCode;
    product.itemCode = only.itemCode;
  }
  assignCodes(product, random.digits);
  world.products.set(product.id, product);
  return product;
}

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
