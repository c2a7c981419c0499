import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { text } from "../params.ts";
import { placeholders } from "../placeholders.ts";
import { byEither, sellable } from "../products.ts";
import type { Sku, World } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (what: string, message: string): Reply => refuse(`biz.custom.inventory.invalid-biz:${what}`, message);

function skuNamed({ params, shop, scene }: Ask): Sku | Reply {
  const codes = { productCode: text(params, "productCode"), itemCode: text(params, "itemCode") };
  if (codes.productCode === "" && codes.itemCode === "") return invalid("itemCode", "商品编码不能都为空");
  if (!/^\d*$/.test(codes.productCode))
    return refuse("biz.custom.inventory.productCode-format:error", "商品编码格式错误");
  if (codes.productCode.length > 18) return refuse("biz.custom.inventory.productCode-length:overlong", "商品编码过长");
  const found = byEither(scene.world, shop.code, codes);
  if (found === null || found.product.productCode === "") return invalid("productCode", "商品不存在");
  return sellable(found) ?? invalid("productcode cannot be master productcode", "不能是父码");
}

function formError({ params }: Ask): Reply | null {
  const [target, address] = [text(params, "destInvNum"), text(params, "invAddrId")];
  if (!/^\d+$/.test(target)) return refuse("biz.custom.inventory.destInvNum-format:error", "库存数量格式错误");
  if (Number(target) > placeholders.stockMax.value)
    return refuse("biz.custom.inventory.destInvNum-length:overlong", "");
  if (!/^\d*$/.test(address)) return refuse("biz.custom.inventory.invAddrid-format:error", "仓库编码格式错误");
  return address.length > 9 ? refuse("biz.custom.inventory.invAddrid-length:overlong", "仓库编码过长") : null;
}

/** Absolute: what buyers may order from now on. Refused when more was sold a moment ago than the target leaves. */
function modify(ask: Ask): Reply {
  const error = formError(ask);
  if (error !== null) return error;
  const sku = skuNamed(ask);
  if ("kind" in sku) return sku;
  const target = Number(text(ask.params, "destInvNum"));
  const since = ask.scene.clock.now() - Number(ask.scene.world.switches["justSoldMs"]);
  const justSold = sku.recentSales.reduce((sum, sale) => sum + (sale.at > since ? sale.quantity : 0), 0);
  if (target < justSold) return invalid("modify failed", "修改失败");
  sku.stock = target;
  return one({ result: "Y" });
}

function get(ask: Ask): Reply {
  const sku = skuNamed(ask);
  if ("kind" in sku) return sku.kind === "refused" && sku.refusal.code.endsWith(":productCode") ? noResult() : sku;
  const { productCode, itemCode, stock } = sku;
  const lock = text(ask.params, "isNeedLockQty") === "Y" ? { [LOCK_FIELD]: String(locked(ask, productCode)) } : {};
  return one({ productCode, itemCode, invNum: String(stock), ...lock });
}
const LOCK_FIELD = placeholders.lockField.value;

/** Units that were paid and have not left yet. */
function locked({ scene }: Ask, productCode: string): number {
  return linesOf(scene.world)
    .filter((line) => line.productCode === productCode && line.status === "10")
    .reduce((sum, line) => sum + line.quantity, 0);
}

const linesOf = ({ orders }: World) => [...orders.values()].flatMap((order) => order.lines);

export const inventory: Readonly<Record<string, Action>> = {
  "suning.custom.inventory.modify": { module: "inventory", required: ["destInvNum"], run: modify },
  "suning.custom.inventory.get": { module: "inventory", required: [], run: get },
};
