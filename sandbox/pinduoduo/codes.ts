/** Thrown by actions; `handle.ts` answers it as an `error_response`. */
export class Refusal extends Error {
  readonly code: number;
  readonly subCode: string;
  constructor(code: number, subCode: string, message: string) {
    super(message);
    this.code = code;
    this.subCode = subCode;
  }
}

/** Main codes and their texts, as every page of the documentation prints them. */
export const MAIN = {
  10000: "参数错误",
  10001: "公共参数错误",
  10016: "client下线或者clientId不正确",
  10017: "type不正确",
  10018: "target_client_id下线或者target_client_id不正确",
  10019: "access_token已过期",
  20004: "签名sign校验失败",
  20005: "ip无权访问接口，请加入ip白名单",
  20031: "用户没有授权访问此接口",
  20032: "access_token或client_id错误",
  20034: "接口处于下线状态",
  20035: "接口不属于当前网关",
  21001: "请求参数错误",
  21002: "请求参数不能为空",
  30000: "没有调用此target接口权限",
  30001: "client_id和partner_id不匹配",
  50000: "系统内部错误",
  50001: "业务服务错误",
  50002: "业务系统内部异常",
  52001: "网关业务服务错误",
  52002: "网关系统内部异常",
  52004: "请求body 太大",
  52101: "当前接口被限流，请稍后重试",
  52102: "当前接口暂时不可用，请稍后重试",
  52103: "服务暂时不可用，请稍后重试",
  70031: "调用过于频繁，请调整调用频率",
  70032: "当前请求被禁止调用",
  70033: "当前接口因系统维护，暂时下线，请稍后再试！",
  70034: "当前用户或应用存在风险，禁止调用！",
  70035: "当前用户或应用存在风险，禁止调用。请联系平台",
  70036: "应用处于测试状态，调用次数被限制",
} as const;

/** A refusal of the gateway; `detail` names the parameter. */
export function refusal(code: keyof typeof MAIN, detail = ""): Refusal {
  return new Refusal(code, String(code), detail === "" ? MAIN[code] : `${MAIN[code]}:${detail}`);
}

/** Sub codes of 50001 that publishing prints. */
export const GOODS = {
  "isv.goods-service-error:price-cannot-over-market_price": "SKU单买价格必须小于参考价格",
  "isv.goods-service-error:price-must-over-multi_price-100": "SKU单买价格需要比团购价格高至少一元，请重新设置",
  "isv.invalid-paramete:goods_name-include-invalid-arguments":
    "商品标题输入了目前不支持的内容，如表情等，请修改后再次操作",
  "isv.invalid-parameter:cat_id": "分类不存在，请重新选择分类",
  "isv.invalid-parameter:cat_id-lever": "商品必须有三级或四级分类",
  "isv.invalid-parameter:detail_gallery-is-over-range": "商品详情图数量必须在1-20张之间,请重新操作",
  "isv.invalid-parameter:forbidden-multi_price-less-then-zero": "SKU团购价格需大于0",
  "isv.invalid-parameter:forbidden-update-quantity-less-then-zero": "预估当前库存加上库存增减值应该大于或等于0",
  "isv.invalid-parameter:goods_descc-include-forbid-word": "商品标题中出现敏感词汇，请重新编辑",
  "isv.invalid-parameter:goods_name-exclude-pre-sale": "预售信息不可以填入商品标题中，请修改后重新操作",
  "isv.invalid-parameter:goods_name-exclude-price": "价格信息不可以填入商品标题中，请修改后重新操作!",
  "isv.invalid-parameter:market_price-cannot-be-less-than-zero": "参考价不能小于等于0",
  "isv.invalid-parameter:market_price-is-too-expensive": "参考价格太大",
  "isv.invalid-parameter:onsale-sku-quantity-invalid": "已上架的SKU的预估库存加库存增减的总数需大于0",
  "isv.invalid-parameter:out_goods_id_is-too-long": "商家编码超出100个中文字符长度限制，请重新修改",
  "isv.invalid-parameter:quantity-is-over-range": "sku的预估当前库存加上库存增减值太大",
  "isv.invalid-parameter:shipment_limit_second": "商品承诺发货时间不合法",
  "isv.invalid-parameter:spec_name-is-too-long": "规格名称不能超过18个字符，请重新修改",
  "isv.invalid-permission:today-add-goods-num-is-over-range": "今日店铺创建商品数达到上限，请明天再试",
  "isv.invalid-permissioncost_template_id": "店铺未允许使用运费模板",
  "isv.missing-parameter:sku.thumb_url": "请上传sku缩略图",
  "isv.parameters-mismatch:country_id-and-goods_type": "只有进口、直邮、直供商品，才需要输入地区/国家",
} as const;

/** A rule of goods that is broken. */
export function goodsRefusal(sub: keyof typeof GOODS): Refusal {
  return new Refusal(50001, sub, GOODS[sub]);
}
