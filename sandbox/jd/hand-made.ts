import type { SaleAttribute, Sku, Ware } from "./ware.ts";
import { newId, type Category, type Shop, type World } from "./world.ts";

export interface HandMadeSku {
  outerId: string | null;
  name: string;
  priceFen: number;
  stock: number;
}
export interface HandMade {
  title: string;
  /** Name of a leaf; an unknown one falls back to the first of the shop. */
  categoryName: string;
  outerId: string | null;
  skus: readonly HandMadeSku[];
  onSale: boolean;
  /** Consume codes come from the merchant, not from JD. */
  ownCodes?: boolean;
  now: number;
}

/** What a person makes in JD's back office: complete, audited, and seen by searches at once. */
export function makeWareByHand(world: World, shop: Shop, made: HandMade): Ware {
  const leaves = [...shop.categories].map((leaf) => world.categories.get(leaf)).filter((leaf) => leaf !== undefined);
  const category = leaves.find((leaf) => leaf.name === made.categoryName) ?? leaves[0];
  if (category === undefined) throw new Error("the shop has no category");
  const wareId = newId(world, 11);
  const imgUrl = addPicture(world, shop, "hand-made.jpg");
  const ware: Ware = {
    ...blankWare({ wareId, shop, category, now: made.now }),
    base: made.onSale ? 8 : 2,
    audit: "passed",
    title: made.title,
    outerId: made.outerId,
    images: [{ colorId: "0000000000", imgIndex: 1, imgUrl }],
    skus: made.skus.map((sku) => handSku(world, { category, shop, sku, now: made.now })),
    ownCodes: made.ownCodes ?? false,
    onlineAt: made.onSale ? made.now : null,
    visibleAt: made.now,
  };
  world.wares.set(wareId, ware);
  for (const sku of ware.skus) world.wareOfSku.set(sku.skuId, wareId);
  return ware;
}

function blankWare({
  wareId,
  shop,
  category,
  now,
}: {
  wareId: string;
  shop: Shop;
  category: Category;
  now: number;
}): Ware {
  return {
    wareId,
    venderId: shop.venderId,
    base: 1,
    audit: "none",
    auditDueAt: null,
    listsWhenPassed: false,
    reason: null,
    mended: false,
    deletedAt: null,
    title: "",
    categoryId: category.lev === 4 ? category.fid : category.id,
    multiCategoryId: category.id,
    brandId: shop.brands[0]?.id ?? null,
    transportId: shop.freight[0]?.id ?? null,
    outerId: null,
    itemNum: null,
    props: [],
    features: [],
    images: [],
    rest: { introduction: "<p>详情</p>", mobileDesc: "<p>详情</p>" },
    skus: [],
    ownCodes: false,
    created: now,
    modified: now,
    onlineAt: null,
    offlineAt: null,
    visibleAt: now,
  };
}

function handSku(
  world: World,
  { category, shop, sku, now }: { category: Category; shop: Shop; sku: HandMadeSku; now: number },
): Sku {
  const attribute = category.attributes.map((attr) => world.attributes.get(attr)).find((attr) => attr?.type === 4);
  const saleAttrs: SaleAttribute[] = [];
  if (attribute !== undefined) {
    const value = { id: world.random.digits(8), name: sku.name, venderId: shop.venderId };
    attribute.values.push(value);
    saleAttrs.push({ attrId: attribute.id, attrValues: [value.id], attrValueAlias: [sku.name] });
  }
  return {
    skuId: newId(world, 12),
    saleAttrs,
    outerId: sku.outerId,
    barCode: null,
    priceFen: sku.priceFen,
    stockNum: sku.stock,
    booked: 0,
    sold: 0,
    enabled: true,
    deleted: false,
    created: now,
    modified: now,
  };
}

/** Puts a picture into the shop's store and gives its path without host. */
export function addPicture(world: World, shop: Shop, name: string, bytes = 0): string {
  const id = newId(world, 10);
  const url = `jfs/t1/${world.random.int(900) + 100}/${world.random.int(90) + 10}/${id}/${world.random.hex(16)}.jpg`;
  world.pictures.set(url, { id, venderId: shop.venderId, name, bytes });
  return url;
}
