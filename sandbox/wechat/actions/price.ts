import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { emit } from "../events.ts";
import { runningTask } from "../life/discounts.ts";
import { EDIT, isListed, settleSoldOut } from "../life/products.ts";
import { findProduct } from "../products.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { freightRefusal, serviceRefusal } from "../rules/delivery.ts";
import { priceRefusal } from "../rules/skus.ts";
import { lengthOf, when } from "../rules/verdict.ts";
import { auditFreeShape, whole, type ProductFields } from "../shapes.ts";
import type { Copy, Leaf, Product, Sku } from "../world.ts";
import { changeStock } from "./stock.ts";

type Input = z.infer<typeof auditFreeShape>;
type SkuChange = Input["skus"][number];
const localShape = z.object({
  product_id: z.string(),
  skus: z.array(z.object({ sku_id: z.string(), sale_price: whole })),
});

/** Changes the online copy at once; what is absent stays, the draft is not touched. */
const auditFree = (input: Input, call: Call, kind: Product["kind"]): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId, kind });
  if (!found.ok) return found.refusal;
  const { product } = found;
  if (product.editStatus === EDIT.inAudit) return no(10020049);
  if (!isListed(product) || product.online === null) return no(10020065);
  const leaf = call.world.leaves.get(product.online.leafId);
  const refusal =
    changesRefusal(input, product.online, call) ??
    (leaf ? termsRefusal(input, { leaf, online: product.online }, call) : null);
  if (refusal) return refusal;
  return changeStocks(product, input.skus, call.nowMs) ?? apply(product, product.online, { input, call });
};

const changesRefusal = (input: Input, online: Copy, call: Call): Reply | null =>
  firstRefusal(
    input.skus.map((change) => {
      const mine = online.skus.some(({ id }) => id === change.sku_id);
      const elsewhere = !mine && isSkuElsewhere(change.sku_id, call);
      return firstRefusal([
        when(!mine, elsewhere ? 10020209 : 10020034, change.sku_id),
        when(runningTask(call.world, change.sku_id, call.nowMs) !== undefined, 10020014),
        change.sale_price === undefined ? null : priceRefusal(change.sale_price),
        when(lengthOf(change.sku_code) > 100, 10020029),
        when(change.status !== undefined && ![5, 11].includes(change.status), 10020051, "status"),
      ]);
    }),
  );

const isSkuElsewhere = (skuId: string, { world }: Call): boolean =>
  [...world.products.values()].some(({ draft }) => draft.skus.some(({ id }) => id === skuId));

const termsRefusal = (input: Input, at: { leaf: Leaf; online: Copy }, call: Call): Reply | null =>
  firstRefusal([
    input.express_info ? freightRefusal(input.express_info, call.shop) : null,
    when(at.online.goods !== null && at.online.goods.after_sale_info?.after_sale_address_id === undefined, 10020290),
    input.extra_service
      ? serviceRefusal(mergeService(at.online.goods?.extra_service, input.extra_service), at.leaf)
      : null,
  ]);

type Service = ProductFields["extra_service"];

const mergeService = (before: Service, change: Input["extra_service"]): Service =>
  before && {
    seven_day_return: change?.seven_day_return ?? before.seven_day_return,
    freight_insurance: change?.freight_insurance ?? before.freight_insurance,
    fake_one_pay_three: change?.fake_one_pay_three ?? before.fake_one_pay_three,
    damage_guarantee: change?.damage_guarantee ?? before.damage_guarantee,
    exchange_support: change?.exchange_support ?? before.exchange_support,
  };

const changeStocks = (product: Product, changes: readonly SkuChange[], atMs: number): Reply | null => {
  const before = new Map(product.stock);
  const refusal = firstRefusal(
    changes.map(({ sku_id, stock_info }) =>
      stock_info ? changeStock(product, sku_id, { ...stock_info, atMs }) : null,
    ),
  );
  if (refusal) product.stock = before;
  return refusal;
};

const apply = (product: Product, online: Copy, { input, call }: { input: Input; call: Call }): Reply => {
  const { goods } = online;
  product.online = {
    ...online,
    goods: goods && {
      ...goods,
      spu_code: input.spu_code ?? goods.spu_code,
      limited_info: input.limited_info ?? goods.limited_info,
      express_info: input.express_info ?? goods.express_info,
      extra_service: mergeService(goods.extra_service, input.extra_service),
    },
    skus: online.skus
      .map((sku) =>
        changed(
          sku,
          input.skus.find(({ sku_id }) => sku_id === sku.id),
        ),
      )
      .filter((sku) => sku !== null),
  };
  product.updatedMs = call.nowMs;
  settleSoldOut(product);
  emit(call.world, product.shop, {
    name: "product_spu_update",
    atMs: call.nowMs,
    body: { ProductSpuUpdate: { product_id: product.id, status: 0 } },
  });
  return OK;
};

const changed = (sku: Sku, change: SkuChange | undefined): Sku | null => {
  if (change === undefined) return sku;
  if (change.is_delete === true) return null;
  return {
    ...sku,
    salePriceFen: change.sale_price ?? sku.salePriceFen,
    skuCode: change.sku_code ?? sku.skuCode,
    status: change.status ?? sku.status,
  };
};

export const PRICE_CALLS: Readonly<Record<string, Api>> = {
  "product/auditfree": post(auditFreeShape, (input, call) => auditFree(input, call, "goods"), { set: 129 }),
  "product/locallife/auditfree": post(localShape, (input, call) => auditFree(input, call, "local_life"), { set: 164 }),
};
