/** Chinese names of canonical values, as merchants type them. */
export const LEGAL_CLASSES = {
  食用农产品: "edible_agri",
  预包装食品: "prepacked",
  散装食品: "bulk",
  小作坊食品: "small_workshop",
  保健食品: "health_food",
  药品: "drug",
  化妆品: "cosmetic",
  手工艺品: "handicraft",
  酒类: "alcohol",
} as const;
export const STORAGE = { 常温: "ambient", 阴凉干燥: "cool_dry", 冷藏: "chilled", 冷冻: "frozen" } as const;
export const TEMPERATURES = { 常温: "ambient", 冰袋: "ice_pack", 冷藏: "chilled", 冷冻: "frozen" } as const;
export const RETURNS = { 七天无理由: "seven_days", 坏损包赔: "fresh_claim", 不支持: "none" } as const;
export const CERTIFICATES = {
  绿色食品: "green_food",
  有机产品: "organic",
  地理标志: "geographical_indication",
  名特优新: "quality_local",
  富硒: "selenium",
  非遗: "heritage",
  HACCP: "haccp",
} as const;
export const LICENCES = {
  营业执照: "business",
  食品经营许可证: "food_permit",
  食品经营备案: "food_filing",
  旅行社许可证: "travel_agency",
  特种行业许可证: "special_trade",
  民宿备案: "homestay_filing",
  卫生许可证: "hygiene",
  消防检查: "fire_check",
  景区资质: "scenic_operation",
  酒类许可证: "alcohol",
} as const;
export const STAY_KINDS = { 酒店: "lodging", 民宿: "homestay", 农家乐: "agritainment" } as const;
export const TRAVEL_KINDS = {
  跟团游: "package_tour",
  一日游: "day_tour",
  自由行: "self_guided",
  门票: "ticket",
  采摘研学: "activity",
  餐券: "meal",
} as const;
export const SALE_MODES = { 团期: "calendar", 先囤后约: "voucher_then_book", 随时可用: "open_voucher" } as const;
export const HOLIDAY_USE = { 可用: "included", 不可用: "excluded", 加价: "supplement" } as const;
export const ITINERARY_TYPES = {
  住宿: "lodging",
  景点: "sight",
  用餐: "meal",
  交通: "transport",
  自由活动: "free",
  活动: "activity",
  购物: "shopping",
} as const;
export const SUPPLIER_TYPES = {
  本商户: "self",
  公司: "company",
  合作社: "coop",
  家庭农场: "family_farm",
  集体: "collective",
  农户: "household",
} as const;
export const POOL_UNITS = {
  克: "g",
  毫升: "ml",
  件: "piece",
  瓶: "bottle",
  间夜: "night",
  座: "seat",
  份: "portion",
} as const;
export const POOL_KINDS = {
  现货: "stock",
  间夜: "night",
  时段: "slot",
  座位: "seats",
  包材: "packaging",
  产量: "harvest",
} as const;
export const CARRIERS = {
  圆通: "yuantong",
  中通: "zhongtong",
  韵达: "yunda",
  申通: "shentong",
  顺丰: "shunfeng",
  京东: "jd",
  EMS: "ems",
  邮政: "youzhengguonei",
  德邦: "debangkuaidi",
  极兔: "jtexpress",
} as const;
