/** A buyer's order. 1 to ship, 2 shipped, 3 received; refund 1 none, 2 asked, 3 under way, 4 done; confirm 0 no, 1 yes, 2 cancelled. */
export interface Order {
  sn: string;
  mallId: string;
  status: 1 | 2 | 3;
  refund: 1 | 2 | 3 | 4;
  confirm: 0 | 1 | 2;
  risk: boolean;
  createdAt: number;
  paidAt: number | null;
  confirmedAt: number | null;
  shippedAt: number | null;
  receivedAt: number | null;
  updatedAt: number;
  shipBy: number | null;
  lines: readonly OrderLine[];
  postageFen: number;
  sellerDiscountFen: number;
  platformDiscountFen: number;
  changeFen: number;
  buyer: { name: string; phone: string; address: string; province: string; city: string; town: string };
  memo: string;
  logisticsId: string | null;
  waybill: string | null;
}

export interface OrderLine {
  goodsId: string;
  skuId: string;
  outerId: string | null;
  outerGoodsId: string | null;
  name: string;
  spec: string;
  priceFen: number;
  quantity: number;
}

/** An after-sale case: status numbers as their list names them. */
export interface Refund {
  id: string;
  orderSn: string;
  mallId: string;
  status: number;
  type: 1 | 2;
  reason: string;
  amountFen: number;
  createdAt: number;
  updatedAt: number;
}

export const goodsFen = ({ lines }: Order): number => lines.reduce((sum, one) => sum + one.priceFen * one.quantity, 0);
/** What the buyer paid: goods less every discount, and postage. */
export const paidFen = (order: Order): number =>
  goodsFen(order) - order.changeFen - order.sellerDiscountFen - order.platformDiscountFen + order.postageFen;
