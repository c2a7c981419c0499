import { stockOf, type Goods } from "./goods.ts";
import { newId, type Shop, type World } from "./world.ts";

/** What a person types into the back office; the auditors pass it at once. */
export interface HandMade {
  title: string;
  outerId: string | null;
  skus: readonly { outerId: string | null; name: string; priceFen: number; stock: number }[];
  onSale: boolean;
  now: number;
}

const ABOVE_FEN = 100;

export function makeByHand(world: World, shop: Shop, { title, outerId, skus, onSale, now }: HandMade): Goods {
  const leaf = [...world.categories.values()].find((one) => one.leaf);
  const specName = leaf?.specNames[0] ?? { id: "0", name: "规格" };
  const picture = `https://img.pddpic.com/open-gw/${world.random.hex(32)}.jpeg`;
  shop.pictures.add(picture);
  const made = skus.map((sku) => ({
    id: newId(world),
    outerId: sku.outerId,
    specs: [{ id: newId(world), parentId: specName.id, parentName: specName.name, name: sku.name }],
    groupPrice: sku.priceFen,
    singlePrice: sku.priceFen + ABOVE_FEN,
    onSale: true,
    thumb: picture,
    change: 0,
  }));
  const goods: Goods = {
    id: newId(world),
    mallId: shop.mallId,
    live: {
      name: title,
      outerId,
      catId: leaf?.id ?? "0",
      templateId: shop.templates[0]?.id ?? "0",
      marketPrice: Math.max(...skus.map(({ priceFen }) => priceFen)) + 2 * ABOVE_FEN,
      gallery: [picture],
      details: [picture],
      properties: [],
      skus: made,
    },
    draft: null,
    shelf: onSale ? "on" : "off",
    deleted: false,
    commit: {
      id: newId(world),
      status: 2,
      isEdit: false,
      putsUp: onSale,
      submittedAt: now,
      checkedAt: now,
      reason: "",
    },
    stock: new Map(),
    createdAt: now,
  };
  for (const [index, sku] of made.entries()) stockOf(goods, sku.id).quantity = skus[index]?.stock ?? 0;
  world.goods.set(goods.id, goods);
  return goods;
}
