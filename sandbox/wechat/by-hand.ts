import { createHash } from "node:crypto";
import type { Stage } from "./call.ts";
import { EDIT, settleSoldOut, STATUS } from "./life/products.ts";
import { addProduct, goodsCopy, localCopy } from "./products.ts";
import { dayOf, DAY_MS } from "./time.ts";
import type { Copy, Leaf, Product, World } from "./world.ts";

/** What a person types in the shop's back office. */
export interface HandMade {
  shop: string;
  merchantKey?: string | undefined;
  title: string;
  skus: readonly { merchantKey?: string | undefined; priceFen: number; stock: number; name?: string | undefined }[];
  onSale?: boolean | undefined;
  kind?: string | undefined;
}

/** A product made in the back office: it passed its audit there, and is on sale unless said otherwise. */
export const makeByHand = (made: HandMade, stage: Stage): Product => {
  const local = made.kind === "voucher" || made.kind === "local_life";
  const draft = local ? voucherCopy(made, stage) : goods(made, stage);
  const product = addProduct(stage, {
    shop: made.shop,
    kind: local ? "local_life" : "goods",
    outProductId: made.merchantKey ?? "",
    draft,
    late: false,
  });
  draft.skus.forEach((sku, index) => product.stock.set(sku.id, made.skus[index]?.stock ?? 0));
  if (made.onSale === false) return product;
  product.online = draft;
  product.draft = { ...draft };
  product.editStatus = EDIT.passed;
  product.listedOnce = true;
  product.status = STATUS.onSale;
  settleSoldOut(product);
  return product;
};

/** The leaf whose name is the longest in the title, of that family. */
const leafFor = (world: World, title: string, family: Leaf["family"]): Leaf => {
  const leaves = [...world.leaves.values()].filter((leaf) => leaf.family === family);
  const named = leaves.filter(({ name }) => title.includes(name)).sort((a, b) => b.name.length - a.name.length);
  const leaf = named[0] ?? leaves[0];
  if (!leaf) throw new Error(`no leaf of family ${family}`);
  return leaf;
};

const pictures = (made: HandMade, count: number, world: World): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const hash = createHash("sha256").update(`${made.title}|${index}`).digest("hex").slice(0, 40);
    const url = `https://mmecimage.cn/p/${made.shop}/H${hash}`;
    world.pictures.set(url, made.shop);
    return url;
  });

const goods = (made: HandMade, stage: Stage): Copy => {
  const { world } = stage;
  const leaf = leafFor(world, made.title, "food");
  const shop = world.shops.get(made.shop);
  const template = shop?.templates[0];
  return goodsCopy(
    {
      title: made.title,
      head_imgs: [...pictures(made, 4, world)],
      desc_info: { imgs: [...pictures(made, 3, world)], desc: "" },
      deliver_method: 0,
      cats_v2: leaf.path.map(({ id }) => ({ cat_id: id })),
      cats: leaf.oldPath.map(({ id }) => ({ cat_id: id })),
      attrs: sampleAttributes(leaf),
      brand_id: "2100000000",
      express_info: { template_id: template?.id },
      extra_service: { seven_day_return: 0, freight_insurance: 0 },
      after_sale_info: { after_sale_address_id: shop?.addresses[0]?.id },
      skus: made.skus.map((sku, index) => ({
        out_sku_id: sku.merchantKey,
        sku_code: sku.merchantKey,
        sale_price: sku.priceFen,
        stock_num: sku.stock,
        sku_attrs: [{ attr_key: "规格", attr_value: sku.name ?? `规格${index + 1}` }],
      })),
    },
    leaf,
    stage,
  );
};

const sampleAttributes = (leaf: Leaf): { attr_key: string; attr_value: string }[] =>
  leaf.attributes
    .filter(({ required }) => required)
    .map(({ name, type, values }) => ({ attr_key: name, attr_value: sampleValue(type, values) }));

const sampleValue = (type: Leaf["attributes"][number]["type"], values: readonly string[]): string => {
  if (type === "string") return "见包装";
  return type === "select_one" ? (values[0] ?? "") : `500 ${values[0] ?? ""}`;
};

const VALID_DAYS = 90;

const voucherCopy = (made: HandMade, stage: Stage): Copy => {
  const leaf = leafFor(stage.world, made.title, "local_life");
  const use_date = { use_start_date: dayOf(stage.nowMs), use_end_date: dayOf(stage.nowMs + VALID_DAYS * DAY_MS) };
  return localCopy(
    {
      product_type: 2,
      product_name: made.title,
      category_id: leaf.id,
      brand_id: "2100000000",
      head_imgs: [...pictures(made, 3, stage.world)],
      verify_at_store: 1,
      code_source_type: 3,
      attr_kv_map: { use_date_rule: JSON.stringify({ validate_type: 1, use_date }) },
      skus: made.skus.map(({ priceFen, name }) => ({
        sale_price: priceFen,
        ...(name !== undefined && { sku_attr_map: { 规格: name } }),
      })),
    },
    leaf,
    stage,
  );
};
