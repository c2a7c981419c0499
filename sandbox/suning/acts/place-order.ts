import { pay } from "../order-life.ts";
import { itemsOf, sellable, skuName, titleOf, voucherItem } from "../products.ts";
import { fromInstant, toBeijing } from "../time.ts";
import type { ControlAnswer, PlaceOrder, SandboxRandom, Scene } from "../../kit/types.ts";
import type { Order, OrderLine, Product, Receiver, Sku, World } from "../world.ts";
import { done, refused } from "./answers.ts";

interface Wanted {
  product: Product;
  sku: Sku;
  quantity: number;
}

/** A buyer orders what is on sale and in stock; nothing else can be ordered. */
export function placeOrder(order: PlaceOrder, scene: Scene<World>): ControlAnswer {
  const { world, clock } = scene;
  if (!world.shops.has(order.shop)) return refused(404, "shop-unknown", `there is no shop ${order.shop}`);
  const wanted: Wanted[] = [];
  for (const { merchantKey, quantity } of order.lines) {
    const found = buyable(world, order.shop, merchantKey);
    if (typeof found === "string") return refused(409, found, `${merchantKey}: ${REASONS[found]}`);
    wanted.push({ ...found, quantity });
  }
  const short = wanted.find(
    ({ sku }) => sku.stock < wanted.reduce((n, one) => n + (one.sku === sku ? one.quantity : 0), 0),
  );
  if (short !== undefined) return refused(409, "sold-out", `${short.sku.itemCode}: ${REASONS["sold-out"]}`);
  const placedAt = order.placedAt === undefined ? clock.now() : (fromInstant(order.placedAt) ?? clock.now());
  const made = newOrder(order, wanted, { scene, placedAt });
  world.orders.set(made.code, made);
  if (order.pay ?? true) pay(made, placedAt, scene);
  return done({ orderNo: made.code, placedAt: toBeijing(placedAt) });
}

const REASONS = {
  "not-found": "商品不存在",
  "not-on-sale": "商品未上架",
  "sold-out": "商品库存不足",
} as const;

/** Of two items with one code the one on sale is bought; a code of the platform's serves too. */
function buyable(world: World, shop: string, key: string): { product: Product; sku: Sku } | keyof typeof REASONS {
  const hits = itemsOf(world, shop).flatMap((product) =>
    product.skus
      .filter((sku) => sku.itemCode === key || (sku.productCode !== "" && sku.productCode === key))
      .map((sku) => ({ product, sku })),
  );
  const alone = itemsOf(world, shop)
    .filter((product) => product.itemCode === key && product.skus.length === 1)
    .map((product) => ({
      product,
      sku: sellable({ product, sku: product.parent ? (product.skus[0] ?? null) : null }),
    }));
  const all = [...hits, ...alone.flatMap(({ product, sku }) => (sku === null ? [] : [{ product, sku }]))];
  if (all.length === 0) return "not-found";
  return all.find(({ product }) => product.shelf === "on") ?? "not-on-sale";
}

function newOrder(order: PlaceOrder, wanted: readonly Wanted[], at: { scene: Scene<World>; placedAt: number }): Order {
  const { random } = at.scene;
  const code = `4${random.digits(10)}`;
  const padded = random.int(2) === 0;
  const mobile = order.buyer?.["mobile"] ?? `138${random.digits(8)}`;
  return {
    code,
    shop: order.shop,
    userName: `${mobile.slice(0, 3)}****${mobile.slice(-4)}`,
    receiver: receiver(order.buyer ?? {}, mobile, random),
    addressRepeats: random.int(4) > 0,
    buyerRemark: order.buyer?.["remark"] ?? "",
    sellerRemark: "",
    noteFlag: "",
    colorMarkFlag: "",
    placedAt: at.placedAt,
    paidAt: null,
    updatedAt: at.placedAt,
    lines: wanted.map((one, n) => line(one, lineNumber(code, n + 1, padded), { ...at, first: n === 0 })),
  };
}

function lineNumber(code: string, n: number, padded: boolean): string {
  const number = `${code}${String(n).padStart(2, "0")}`;
  return padded ? number.padStart(14, "0") : number;
}

function line(
  { product, sku, quantity }: Wanted,
  number: string,
  at: { scene: Scene<World>; placedAt: number; first: boolean },
): OrderLine {
  const { world, random } = at.scene;
  const template = world.shops
    .get(product.shop)
    ?.freightTemplates.find((one) => one.id === product.content.fields["freightTemplateId"]);
  const couponed = random.next() < Number(world.switches["couponShare"]) && sku.priceFen * quantity > 1_000;
  return {
    number,
    productId: product.id,
    productCode: sku.productCode,
    itemCode: sku.itemCode,
    name: product.parent ? `${titleOf(product)} ${skuName(product, sku)}` : titleOf(product),
    quantity,
    unitFen: sku.priceFen,
    freightFen: at.first ? (template?.feeFen ?? 0) : 0,
    coupon: couponed
      ? { code: random.pick(["5998", "10001", "10003", "10006"]), fen: 100 * (1 + random.int(5)) }
      : null,
    status: "5",
    changedAt: at.placedAt,
    refundAsked: false,
    refunded: 0,
    parcel: null,
    voucher: voucherItem(product),
  };
}

function receiver(buyer: Readonly<Record<string, string>>, mobile: string, random: SandboxRandom): Receiver {
  const [province, city, district] = random.pick([
    ["湖南", "长沙市", "岳麓区"],
    ["甘肃", "兰州市", "城关区"],
    ["北京", "北京市", "海淀区"],
  ] as const);
  return {
    name: buyer["name"] ?? random.pick(["李女士", "王先生", "赵女士"]),
    mobile,
    province: buyer["province"] ?? province,
    city: buyer["city"] ?? city,
    district: buyer["district"] ?? district,
    street: buyer["address"] ?? `麓山路${1 + random.int(300)}号`,
  };
}
