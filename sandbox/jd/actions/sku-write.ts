import { edited } from "../audit.ts";
import { success, type Actions, type Call } from "../call.ts";
import { id } from "../json.ts";
import { needId } from "../params.ts";
import {
  changeSku,
  combination,
  isStructured,
  makeSku,
  needSku,
  readSkus,
  shownSaleAttrs,
  skuList,
} from "../sku-rules.ts";
import { broken, needWare } from "../ware-rules.ts";
import { skusOf, type Sku, type Ware } from "../ware.ts";

const MOST_SKUS = 100;

/** Skus are matched by their sale attributes. `full`: those that the list leaves out are deleted. */
function save(call: Call, full: boolean): Readonly<Record<string, unknown>> {
  const { world, params, now } = call;
  const ware = needWare(call, needId(params, "wareId"));
  const category = world.categories.get(ware.multiCategoryId);
  if (category === undefined) throw broken("类目不存在");
  const structured =
    isStructured(params) || skusOf(ware).every(({ saleAttrs }) => saleAttrs[0]?.attrValues.length === 0);
  const list = readSkus(call, skuList(params, MOST_SKUS), { category, structured, whole: false });
  const there = new Map(skusOf(ware).map((sku) => [combination(sku.saleAttrs), sku]));
  const fresh = list.filter((one) => !there.has(combination(one.saleAttrs)));
  if (fresh.some((one) => one.priceFen === null || one.stockNum === null)) throw broken("新增SKU的京东价和库存必填");
  const saved = list.map((written) => {
    const old = there.get(combination(written.saleAttrs));
    if (old === undefined) return addSku(call, ware, makeSku(call, written));
    changeSku(call, old, written);
    return old;
  });
  if (full) for (const sku of skusOf(ware)) if (!saved.includes(sku)) deleteSku(sku, now);
  edited(world, ware, now);
  return { skuList: saved.map((sku) => ({ skuId: id(sku.skuId), saleAttrs: shownSaleAttrs(sku) })) };
}

function addSku({ world }: Call, ware: Ware, sku: Sku): Sku {
  ware.skus.push(sku);
  world.wareOfSku.set(sku.skuId, ware.wareId);
  return sku;
}

function deleteSku(sku: Sku, now: number): void {
  sku.deleted = true;
  sku.modified = now;
}

/** Changing the skus of a ware (reference 7.2). */
export const SKU_WRITE: Actions = {
  "jingdong.sku.write.saveWareSkus": { required: ["wareId", "skus"], run: (call) => save(call, true) },
  "jingdong.sku.write.updateSkus": { required: ["wareId", "skus"], run: (call) => save(call, false) },
  "jingdong.sku.write.deleteSku": {
    required: ["skuId"],
    run(call) {
      const { ware, sku } = needSku(call, needId(call.params, "skuId"));
      if (skusOf(ware).length === 1) throw broken("商品至少保留一个SKU");
      deleteSku(sku, call.now);
      edited(call.world, ware, call.now);
      return success(call);
    },
  },
};
