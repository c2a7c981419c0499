import { success, type Actions, type Call } from "../call.ts";
import { badParameter, badValue } from "../codes.ts";
import { id } from "../json.ts";
import { fenOf } from "../money.ts";
import { needId, needText, recordOf, recordsOf, textOf, wholeOf, type Params } from "../params.ts";
import { needSku } from "../sku-rules.ts";
import { broken, needWare } from "../ware-rules.ts";
import { skusOf, type Sku } from "../ware.ts";

type Answer = Readonly<Record<string, unknown>>;

/** Up to thirty skus, each succeeding or failing alone; one that succeeded under a stockRfId is not written again. */
function setStock(call: Call): Answer {
  const req = recordOf(call.params, "req");
  const model = textOf(req, "updateModel");
  if (model !== "fullStockIn" && model !== "incrStockIn") throw badValue("updateModel", "fullStockIn or incrStockIn");
  const key = needText(req, "stockRfId");
  const list = recordsOf(req, "skuStocks");
  if (list.length < 1 || list.length > 30) throw badValue("skuStocks", "1 to 30");
  const results = list.map((one) => writeStock(call, one, { model, key }));
  const shown =
    call.world.switches["failuresOnly"] === true ? results.filter((one) => one.message !== undefined) : results;
  return {
    returnType: {
      success: results.every((one) => one.success),
      ...(results.some((one) => !one.success) && { errorMessage: "部分sku更新失败" }),
      obj: { updateStockResult: shown },
    },
  };
}

interface LineResult {
  data: string;
  success: boolean;
  storeId: number;
  message?: string;
}

function writeStock(call: Call, line: Params, { model, key }: { model: string; key: string }): LineResult {
  const skuId = needId(line, "skuId");
  const failed = (message: string): LineResult => ({ data: skuId, success: false, storeId: 0, message });
  const sku = ownSku(call, skuId);
  if (sku === null) return failed("sku不存在");
  if ((wholeOf(line, "storeId") ?? 0) !== 0) return failed("分仓不存在");
  const name = model === "fullStockIn" ? "stockNum" : "incrStockNum";
  const text = textOf(line, name);
  if (text === null || !/^-?\d{1,9}$/.test(text)) return failed(`${name}不正确`);
  const once = `${call.shop.venderId}/${key}/${skuId}`;
  if (call.world.stockWrites.has(once)) return { data: skuId, success: true, storeId: 0 };
  const stockNum = model === "fullStockIn" ? Number(text) : sku.stockNum + Number(text);
  if (stockNum < 0) return failed("库存不能小于0");
  write(call, sku, stockNum);
  call.world.stockWrites.add(once);
  return { data: skuId, success: true, storeId: 0 };
}

function write({ now }: Call, sku: Sku, stockNum: number): void {
  sku.stockNum = stockNum;
  sku.modified = now;
}

function ownSku({ world, shop }: Call, skuId: string): Sku | null {
  const ware = world.wares.get(world.wareOfSku.get(skuId) ?? "");
  if (ware === undefined || ware.venderId !== shop.venderId || ware.deletedAt !== null) return null;
  return skusOf(ware).find((sku) => sku.skuId === skuId) ?? null;
}

function queryStock(call: Call): Answer {
  const skuId = needId(call.params, "skuId");
  const sku = ownSku(call, skuId);
  if (sku === null) return { returnType: { success: false, errorMessage: "sku不存在", obj: null } };
  const info = {
    skuId: id(skuId),
    storeId: 0,
    stockNum: sku.stockNum,
    orderBookingNum: sku.booked,
    appBookingNum: 0,
    orderTransferNum: 0,
  };
  const obj = { skuId: id(skuId), stockModel: "POP_SOP", skuStockInfos: [info] };
  return { returnType: { success: true, errorMessage: null, obj } };
}

function setStockOld(call: Call, increase: boolean): Answer {
  const { sku } = needSku(call, needId(call.params, "skuId"));
  const amount = wholeOf(call.params, "stockNum");
  if (amount === null) throw badParameter("stockNum");
  const once = `${call.shop.venderId}/${textOf(call.params, "stockRfId") ?? ""}/${sku.skuId}`;
  if (increase && call.world.stockWrites.has(once)) return success(call);
  if (increase) call.world.stockWrites.add(once);
  write(call, sku, increase ? sku.stockNum + amount : amount);
  return success(call);
}

function setPrice(call: Call): Answer {
  const { sku } = needSku(call, needId(call.params, "skuId"));
  const fen = fenOf(call.params["jdPrice"]);
  if (fen === null || fen <= 0) throw broken("京东价格式不正确,最多9位整数2位小数");
  sku.priceFen = fen;
  sku.modified = call.now;
  return success(call);
}

function setWarePrice(name: "marketPrice" | "costPrice") {
  return (call: Call): Answer => {
    const ware = needWare(call, needId(call.params, "wareId"));
    const fen = fenOf(call.params[name]);
    if (fen === null) throw broken(`${name}格式不正确`);
    ware.rest = { ...ware.rest, [`${name}Fen`]: fen };
    ware.modified = call.now;
    return success(call);
  };
}

/** Stock and price, one or many skus at a time (reference 8). */
export const STOCK_PRICE: Actions = {
  "jingdong.ware.stock.sku.set": { required: ["req"], run: setStock },
  "jingdong.ware.stock.sku.query": { required: ["skuId"], run: queryStock },
  "jingdong.stock.write.updateSkuStock": { required: ["skuId", "stockNum"], run: (call) => setStockOld(call, false) },
  "jingdong.stock.write.increaseSkuStock": {
    required: ["skuId", "stockNum", "storeId", "stockRfId"],
    run: (call) => setStockOld(call, true),
  },
  "jingdong.stock.read.findSkuStock": {
    required: ["skuId"],
    run(call) {
      const { sku } = needSku(call, needId(call.params, "skuId"));
      return { skuStocks: [{ skuId: id(sku.skuId), stockNum: sku.stockNum, storeId: 0, detailStock: null }] };
    },
  },
  "jingdong.price.write.updateSkuJdPrice": { required: ["skuId", "jdPrice"], run: setPrice },
  "jingdong.price.write.updateWareMarketPrice": {
    required: ["wareId", "marketPrice"],
    run: setWarePrice("marketPrice"),
  },
  "jingdong.price.write.updateWareCostPrice": { required: ["wareId", "costPrice"], run: setWarePrice("costPrice") },
};
