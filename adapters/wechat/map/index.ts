export { toCase } from "./after-sale.ts";
export { refOf, seenGoods, seenLife, stocksOf, withStocks, toReading, toWare, type Seen } from "./listing.ts";
export { at, lineNoOf, toOrder, toReceiver, toVoucher } from "./order.ts";
export { overProduct, PATH, toLife, toProduct, withStock } from "./product.ts";
export { hintsOf } from "./push.ts";
