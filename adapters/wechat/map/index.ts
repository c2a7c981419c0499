export { toCase } from "./after-sale.ts";
export { refOf, seenGoods, seenLife, stocksOf, withStocks, toReading, toWare, type Seen } from "./listing.ts";
export { lineNoOf, toOrder } from "./order.ts";
export { overProduct, PATH, toLife, toProduct, withStock } from "./product.ts";
export { hintsOf } from "./push.ts";
export { toReceiver } from "./receiver.ts";
export { toVoucher } from "./voucher.ts";
