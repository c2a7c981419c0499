export interface Consignee {
  fullname: string;
  mobile: string;
  province: string;
  city: string;
  county: string;
  address: string;
  oaid: string;
}

export interface OrderLine {
  skuId: string;
  wareId: string;
  outerId: string | null;
  name: string;
  priceFen: number;
  quantity: number;
  refunded: number;
}

export interface Order {
  orderId: string;
  venderId: string;
  parentId: string | null;
  /** 22 goods, 75 LOC. */
  type: "22" | "75";
  state: string;
  /** Where an order goes back to when its lock ends. */
  stateBeforeLock: string | null;
  createdAt: number;
  paidAt: number | null;
  endAt: number | null;
  modified: number;
  lines: OrderLine[];
  freightFen: number;
  consignee: Consignee;
  buyerNote: string;
  sellerNote: string;
  sellerFlag: string;
  splits: boolean;
  carrier: string;
  waybill: string;
  shippedAt: number | null;
}

export interface Refund {
  id: string;
  orderId: string;
  venderId: string;
  status: number;
  applyTime: number;
  checkTime: number | null;
  sumFen: number;
  reason: string;
  remark: string;
  checkUser: string;
  financeAt: number | null;
}

export interface Service {
  serviceId: string;
  applyId: string;
  orderId: string;
  venderId: string;
  skuId: string;
  name: string;
  expect: 10 | 20 | 30;
  status: "waiting" | "approved" | "refused" | "received" | "closed";
  pickwareType: number;
  count: number;
  payFen: number;
  reason: string;
  notes: string;
  version: number;
  applyTime: number;
  approveTime: number | null;
  finishTime: number | null;
}

export interface Voucher {
  cardNumber: string;
  password: string;
  orderId: string;
  venderId: string;
  skuId: string;
  /** -1 refunded, 1 unused, 2 used, 3 expired, 101 locked for a refund. */
  status: -1 | 1 | 2 | 3 | 101;
  /** 0 made by JD, 1 by the merchant. */
  type: 0 | 1;
  from: number;
  until: number;
  createdAt: number;
  changedAt: number;
  consumedAt: number | null;
  store: string;
  amountFen: number;
}
