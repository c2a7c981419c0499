import type { Columns } from "./row.ts";

const head = {
  code: ["商品编码", "编码", "商家编码", "货号"],
  title: ["标题", "商品标题", "商品名称", "名称"],
  titleLong: ["长标题", "完整标题"],
  origin: ["产地代码", "区划代码", "产地区划"],
  supplier: ["供货方", "供货方编号", "供应商"],
  points: ["卖点"],
  optionCode: ["规格编码", "SKU编码", "规格货号"],
  optionName: ["规格名称", "规格", "套餐"],
  sell: ["售价", "售价(元)", "价格", "单价"],
  list: ["划线价", "划线价(元)", "市场价"],
  floor: ["底价", "底价(元)", "最低价"],
  cost: ["成本价", "成本"],
  supplyPrice: ["供货价", "供货价(元)", "结算价"],
  pools: ["库存池", "占用库存"],
  licences: ["证照", "资质"],
  mainPictures: ["主图", "图片"],
  detailPictures: ["详情图", "详情图片"],
  detail: ["详情", "图文详情", "描述"],
  limit: ["限购", "每人限购"],
} as const;

/** Sheet 商品: one row an option, rows of one code together are one listing. */
export const GOODS_COLUMNS = {
  ...head,
  category: ["类目", "商品类目", "分类"],
  legalClass: ["产品属性", "属性", "食品类别"],
  originText: ["产地", "产地名称"],
  brand: ["品牌"],
  content: ["净含量", "净重", "规格重量"],
  grams: ["折合克数", "重量"],
  gross: ["毛重", "毛重(克)"],
  barcode: ["条码", "条形码", "69码"],
  grade: ["等级", "级别"],
  size: ["果径", "大小", "果径(毫米)"],
  packaging: ["包装", "包装形式"],
  shelfLife: ["保质期", "保质期(天)"],
  storage: ["储存条件", "存储条件", "贮存条件"],
  ingredients: ["配料", "配料表"],
  standard: ["产品标准号", "执行标准"],
  sc: ["生产许可证编号", "SC编号", "SC"],
  producer: ["生产者", "生产厂家", "制作者"],
  producerAddress: ["生产者地址", "厂址"],
  producerContact: ["生产者电话", "联系方式"],
  producerUscc: ["生产者信用代码", "统一社会信用代码"],
  productionDate: ["生产日期"],
  producedWithin: ["发货前几天生产", "新鲜度"],
  material: ["材质"],
  alcohol: ["酒精度", "酒精度(%vol)"],
  cosmetic: ["化妆品备案号", "备案号"],
  promiseNo: ["合格证编号", "承诺达标合格证"],
  promiseIssuer: ["合格证开具方"],
  promiseDate: ["合格证日期"],
  certs: ["证书", "认证"],
  quarantine: ["检疫证号", "动物检疫证号"],
  seasonFrom: ["产季开始", "上市"],
  seasonTo: ["产季结束", "下市"],
  location: ["发货点", "发货点编号"],
  hours: ["发货时限", "发货时限(小时)"],
  notSend: ["不发货地区", "不发货"],
  temp: ["运输温度", "运输"],
  presaleDay: ["预售发货日", "预售日期"],
  returns: ["退换", "退换货"],
} as const satisfies Columns<string>;
export type GoodsField = keyof typeof GOODS_COLUMNS;

const travel = {
  ...head,
  kind: ["类型", "产品类型"],
  placeName: ["地点名称", "地点"],
  address: ["地址", "详细地址"],
  phone: ["电话", "联系电话"],
  bookingPhone: ["预约电话", "预订电话"],
  useFrom: ["有效期开始", "可用开始"],
  useUntil: ["有效期结束", "可用结束"],
  minDays: ["提前天数", "提前预订天数"],
  cutoff: ["截止时间", "预订截止"],
  included: ["费用包含", "包含"],
  excluded: ["费用不含", "不含"],
  booking: ["预订须知"],
  safety: ["安全提示"],
  unsuitable: ["不宜参加", "不适宜人群"],
  customs: ["当地风俗", "风俗"],
  cancellation: ["退改", "退改规则"],
  holiday: ["节假日"],
  supplements: ["节假日加价"],
} as const;

/** Sheet 住宿: one row a room on sale. */
export const STAY_COLUMNS = {
  ...travel,
  room: ["房型"],
  bed: ["床型", "床"],
  area: ["面积", "面积(平方米)"],
  adults: ["可住成人", "成人"],
  children: ["可住儿童", "儿童"],
  count: ["间数", "房间数"],
  breakfasts: ["早餐", "早餐份数"],
  nights: ["晚数"],
  weekday: ["平日价", "平日价(元)"],
  allDays: ["通用价", "周末价", "通用价(元)"],
} as const satisfies Columns<string>;
export type StayField = keyof typeof STAY_COLUMNS;

/** Sheet 旅游: one row an option of a tour, ticket, activity or meal. */
export const TRAVEL_COLUMNS = {
  ...travel,
  saleMode: ["销售方式"],
  child: ["儿童价", "儿童价(元)"],
  days: ["天数"],
  nights: ["晚数"],
  minGroup: ["成团人数", "最少人数"],
  maxGroup: ["最多人数", "满团人数"],
  dates: ["团期", "出发日期"],
  cutoffDays: ["截止天数", "提前截止天数"],
  gather: ["集合", "集合地点"],
  itinerary: ["行程", "行程安排"],
  single: ["单房差", "单房差(元)"],
  uses: ["次数"],
} as const satisfies Columns<string>;
export type TravelField = keyof typeof TRAVEL_COLUMNS;

/** Sheet 库存池. */
export const POOL_COLUMNS = {
  id: ["编号", "库存池编号"],
  name: ["名称"],
  unit: ["单位"],
  kind: ["类型"],
  onHand: ["实有", "实有数量", "库存"],
  safety: ["安全库存"],
  supplier: ["供货方"],
  location: ["发货点"],
} as const satisfies Columns<string>;

/** Sheet 供货方. */
export const SUPPLIER_COLUMNS = {
  id: ["编号", "供货方编号"],
  name: ["名称", "供货方名称"],
  type: ["类型"],
  uscc: ["统一社会信用代码", "信用代码"],
  contact: ["联系人"],
  phone: ["电话"],
  address: ["地址"],
  licences: ["证照", "资质"],
  share: ["分成比例", "分成(%)", "结算比例"],
  since: ["结算开始", "生效日期"],
} as const satisfies Columns<string>;

/** Sheet 发货点. */
export const LOCATION_COLUMNS = {
  id: ["编号", "发货点编号"],
  supplier: ["供货方"],
  name: ["名称", "发货点名称"],
  division: ["区划代码", "产地代码"],
  address: ["地址", "详细地址"],
  contact: ["联系人"],
  phone: ["电话"],
  carriers: ["快递", "可用快递"],
  pickup: ["取件时间"],
  returnAddress: ["退货地址"],
} as const satisfies Columns<string>;
