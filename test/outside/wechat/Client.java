import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.channel.api.impl.WxChannelServiceImpl;
import me.chanjar.weixin.channel.bean.base.AttrInfo;
import me.chanjar.weixin.channel.bean.base.TimeRange;
import me.chanjar.weixin.channel.bean.category.CategoryDetailResult;
import me.chanjar.weixin.channel.bean.category.CategoryQualification;
import me.chanjar.weixin.channel.bean.delivery.DeliveryInfo;
import me.chanjar.weixin.channel.bean.delivery.FreightProductInfo;
import me.chanjar.weixin.channel.bean.order.OrderInfo;
import me.chanjar.weixin.channel.bean.order.OrderListParam;
import me.chanjar.weixin.channel.bean.product.DescriptionInfo;
import me.chanjar.weixin.channel.bean.product.ExpressInfo;
import me.chanjar.weixin.channel.bean.product.ExtraServiceInfo;
import me.chanjar.weixin.channel.bean.product.SkuInfo;
import me.chanjar.weixin.channel.bean.product.SpuCategory;
import me.chanjar.weixin.channel.bean.product.SpuInfo;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.channel.config.impl.WxChannelDefaultConfigImpl;

/** A merchant's day with weixin-java-channel 4.6.0, its classes unchanged. */
public final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static JsonNode first;
  private static int steps = 0;

  public static void main(String[] arguments) throws Exception {
    first = JSON.readTree(Files.readString(Path.of(arguments[0])));
    var config = new WxChannelDefaultConfigImpl();
    config.setApiHostUrl(first.get("url").asText());
    config.setAppid(first.at("/shop/appId").asText());
    config.setSecret(first.at("/shop/appSecret").asText());
    config.setToken(first.at("/shop/token").asText());
    config.setAesKey(first.at("/shop/encodingAesKey").asText());
    config.setMsgDataFormat("JSON");
    var service = new WxChannelServiceImpl();
    service.setConfig(config);
    day(service, config.getAppid());
    System.out.println("wechat: " + steps + " steps hold");
    System.exit(0);
  }

  private static void day(WxChannelServiceImpl service, String appId) throws Exception {
    // sign in
    var token = service.getAccessToken(false);
    step("a token", token.length() > 20, "");
    var shop = service.getBasicService().getShopInfo();
    step("whose shop it is", shop.isSuccess() && !shop.getInfo().getNickname().isEmpty(), shop.getInfo().getNickname());

    // what the shop may use
    var all = service.getCategoryService().listAllCategory();
    step("all categories", all.isSuccess() && all.getList().size() > 5, all.getList().size());
    List<CategoryQualification> path = null;
    for (var one : all.getList()) {
      if (one.getList().get(0).getCategory().getName().equals("核桃")) path = one.getList();
    }
    step("walnuts, by three levels", path != null && path.size() == 3, "");
    var leaf = path.get(0).getCategory().getId();
    CategoryDetailResult detail = service.getCategoryService().getCategoryDetail(leaf);
    step("category detail", detail.isSuccess() && !detail.getAttr().getProductAttrs().isEmpty(), detail.getAttr().getProductAttrs().size());
    var brands = service.getBrandService().listAllBrand(50, null);
    step("brands", brands.isSuccess() && !brands.getBrands().isEmpty(), "");
    var templates = service.getFreightTemplateService().listTemplate(0, 20);
    step("freight templates", templates.isSuccess() && !templates.getIds().isEmpty(), templates.getIds().size());
    step("one of them", service.getFreightTemplateService().getTemplate(templates.getIds().get(0)).isSuccess(), "");
    var addresses = service.getAddressService().listAddress(0, 20);
    step("addresses", !addresses.getIds().isEmpty() && service.getAddressService().getAddress(addresses.getIds().get(0)).isSuccess(), "");
    step("address codes", service.getBasicService().getAddressCode(0).isSuccess(), "");
    step("carriers", service.getOrderService().listDeliveryCompany().isSuccess(), "");

    // pictures, by bytes and by address
    var pictures = new ArrayList<String>();
    for (int n = 0; n < 7; n++) {
      pictures.add(service.getBasicService().uploadImg(1, picture(n), 800, 800).getUrl());
    }
    step("pictures by bytes", pictures.get(0).startsWith("https://mmecimage.cn/p/"), pictures.get(0));
    step("a picture by address", service.getBasicService().uploadImg(1, "https://pictures.example.cn/walnut.jpg").getUrl() != null, "");
    step("a qualification file", service.getBasicService().uploadQualificationFile(picture(9)).isSuccess(), "");

    // a product: draft, audit, shelf
    var spu = new SpuInfo();
    spu.setOutProductId("OUT-WN");
    spu.setTitle("成县薄皮核桃 今年新果 500g");
    spu.setHeadImgs(pictures.subList(0, 4));
    spu.setDescInfo(description(pictures.subList(4, 7)));
    var cats = new ArrayList<SpuCategory>();
    for (int n = path.size() - 1; n >= 0; n--) cats.add(category(path.get(n).getCategory().getId()));
    spu.setCats(cats);
    spu.setAttrs(attributes(detail));
    spu.setBrandId("2100000000");
    spu.setDeliverMethod(0);
    spu.setExpressInfo(new ExpressInfo(templates.getIds().get(0), 550));
    spu.setExtraService(extraService());
    spu.setSkus(List.of(sku("OUT-WN-500", "500g", 2_990), sku("OUT-WN-1000", "1000g", 5_500)));
    var added = service.getProductService().addProduct(spu);
    step("product/add " + added.getErrMsg(), added.isSuccess(), added.getErrCode());
    var id = added.getData().getProductId();
    step("product/listing", service.getProductService().upProduct(id).isSuccess(), id);
    step("in audit", service.getProductService().getProduct(id, 2).getEditProduct().getEditStatus() == 2, "");
    refused("in audit, so not to be deleted", 10020049, () -> service.getProductService().deleteProduct(id));
    control("POST", "/audits/" + id, Map.of("decision", "pass"));
    control("POST", "/clock", Map.of("advanceMs", 5_000));
    var online = service.getProductService().getProduct(id, 1).getProduct();
    step("on sale", online.getStatus() == 5, online.getTitle());
    var listed = service.getProductService().listProduct(30, null, 5);
    step("it is in the list", listed.getIds().contains(id), listed.getTotalNum());

    // stock and price
    var sku = String.valueOf(online.getSkus().get(0).getSkuId());
    step("stock/update", service.getProductService().updateStock(id, sku, 3, 44).isSuccess(), "");
    step("stock/get", service.getProductService().getSkuStock(id, sku).getData().getTotalStockNum() == 44, "");
    spu.setProductId(id);
    spu.getSkus().get(0).setSalePrice(3_150);
    for (int n = 0; n < 2; n++) spu.getSkus().get(n).setSkuId(online.getSkus().get(n).getSkuId());
    var updated = service.getProductService().updateProduct(spu);
    step("product/update, the sku ids as numbers " + updated.getErrMsg(), updated.isSuccess(), updated.getErrCode());
    step("listing again", service.getProductService().upProduct(id).isSuccess(), "");
    control("POST", "/audits/" + id, Map.of("decision", "pass"));
    step("the price is there", service.getProductService().getProduct(id, 1).getProduct().getSkus().get(0).getSalePrice() == 3_150, "");

    // an order
    var order = control("POST", "/orders", Map.of("shop", appId, "pay", true, "lines", List.of(
      Map.of("merchantKey", "OUT-WN-500", "quantity", 2), Map.of("merchantKey", "OUT-WN-1000", "quantity", 1)))).get("orderNo").asText();
    control("POST", "/clock", Map.of("advanceMs", 5_000));
    var window = new OrderListParam();
    window.setUpdateTimeRange(lastDay());
    window.setPageSize(100);
    var orders = service.getOrderService().getOrders(window);
    step("order/list/get", orders.isSuccess() && orders.getIds().contains(order), order);
    OrderInfo read = service.getOrderService().getOrder(order).getOrder();
    step("order/get", read.getStatus() == 20 && read.getOrderDetail().getProductInfos().size() == 2, "");
    step("the note", service.getOrderService().updateRemark(order, "礼盒").isSuccess(), "");
    var sent = service.getOrderService().deliveryOrder(order, List.of(parcel("ZTO", "78112233445566", List.of(line(read, 0)))));
    step("delivery/send, one line " + sent.getErrMsg(), sent.isSuccess(), "");
    step("partly shipped", service.getOrderService().getOrder(order).getOrder().getStatus() == 21, "");
    sent = service.getOrderService().deliveryOrder(order, List.of(parcel("ZTO", "78112233445567", List.of(line(read, 1)))));
    step("shipped", sent.isSuccess() && service.getOrderService().getOrder(order).getOrder().getStatus() == 30, "");
    refused("shipped twice", 109001, () -> service.getOrderService().deliveryOrder(order, List.of(parcel("ZTO", "78112233445568", List.of(line(read, 1))))));

    // an unpaid order gets cheaper; an after-sale
    var unpaid = control("POST", "/orders", Map.of("shop", appId, "pay", false, "lines", List.of(
      Map.of("merchantKey", "OUT-WN-500", "quantity", 1)))).get("orderNo").asText();
    var change = new me.chanjar.weixin.channel.bean.order.ChangeOrderInfo();
    change.setProductId(id);
    change.setSkuId(sku);
    change.setChangePrice("2900");
    var cheaper = service.getOrderService().updatePrice(unpaid, null, List.of(change));
    step("order/price/update " + cheaper.getErrMsg(), cheaper.isSuccess(), cheaper.getErrCode());
    var second = control("POST", "/orders", Map.of("shop", appId, "pay", true, "lines", List.of(
      Map.of("merchantKey", "OUT-WN-500", "quantity", 1)))).get("orderNo").asText();
    control("POST", "/orders/" + second + "/ask-refund", Map.of("reason", "不想要了"));
    control("POST", "/clock", Map.of("advanceMs", 5_000));
    var range = lastDay();
    var cases = service.getAfterSaleService().listIds(range.getStartTime(), range.getEndTime(), null);
    step("getaftersalelist", cases.isSuccess() && cases.getIds().size() == 1, "");
    var open = service.getAfterSaleService().get(cases.getIds().get(0));
    step("getaftersaleorder", open.getInfo().getOrderId().equals(second), open.getInfo().getStatus());
    step("acceptapply", service.getAfterSaleService().accept(cases.getIds().get(0), null).isSuccess(), "");
    control("POST", "/clock", Map.of("advanceMs", 120_000));
    step("refunded", service.getAfterSaleService().get(cases.getIds().get(0)).getInfo().getStatus().equals("MERCHANT_REFUND_SUCCESS"), "");

    // off the shelf
    step("delisting", service.getProductService().downProduct(id).isSuccess(), "");
    step("delisted", service.getProductService().getProduct(id, 1).getProduct().getStatus() == 11, "");
  }

  private static List<AttrInfo> attributes(CategoryDetailResult detail) {
    var filled = new ArrayList<AttrInfo>();
    for (var one : detail.getAttr().getProductAttrs()) {
      if (!one.getRequired()) continue;
      var option = one.getValue() == null ? "" : one.getValue().split(";")[0];
      filled.add(new AttrInfo(one.getName(), switch (one.getType()) {
        case "select_one", "select_many" -> option;
        case "integer", "decimal4" -> "500";
        case "integer_unit", "decimal4_unit" -> "500 " + option;
        // The bean knows the old type alone: units hide behind a text with values.
        default -> option.isEmpty() ? "甘肃成县" : "500 " + option;
      }));
    }
    return filled;
  }

  private static SkuInfo sku(String code, String size, int priceFen) {
    var sku = new SkuInfo();
    sku.setOutSkuId(code);
    sku.setSkuCode(code);
    sku.setSalePrice(priceFen);
    sku.setMarketPrice(priceFen + 1_000);
    sku.setStockNum(30);
    sku.setAttrs(List.of(new AttrInfo("规格", size)));
    return sku;
  }

  private static DescriptionInfo description(List<String> pictures) {
    var description = new DescriptionInfo();
    description.setImgs(pictures);
    description.setDesc("合作社直发");
    return description;
  }

  private static SpuCategory category(String id) {
    var category = new SpuCategory();
    category.setId(id);
    return category;
  }

  private static ExtraServiceInfo extraService() {
    var service = new ExtraServiceInfo();
    service.setSevenDayReturn(1);
    return service;
  }

  private static FreightProductInfo line(OrderInfo order, int index) {
    var product = order.getOrderDetail().getProductInfos().get(index);
    var line = new FreightProductInfo();
    line.setProductId(product.getProductId());
    line.setSkuId(product.getSkuId());
    line.setProductCnt(product.getSkuCnt());
    return line;
  }

  private static DeliveryInfo parcel(String carrier, String waybill, List<FreightProductInfo> lines) {
    var parcel = new DeliveryInfo();
    parcel.setDeliveryId(carrier);
    parcel.setWaybillId(waybill);
    parcel.setDeliverType(1);
    parcel.setProductInfos(lines);
    return parcel;
  }

  private static TimeRange lastDay() throws Exception {
    var now = java.time.Instant.parse(control("GET", "/", null).get("now").asText()).getEpochSecond();
    var range = new TimeRange();
    range.setStartTime(now - 80_000);
    range.setEndTime(now + 60);
    return range;
  }

  /** The head of a bitmap, another one each time. */
  private static File picture(int mark) throws IOException {
    var bytes = new byte[64];
    bytes[0] = 'B';
    bytes[1] = 'M';
    for (int at : new int[] {18, 22}) {
      bytes[at] = (byte) (800 & 255);
      bytes[at + 1] = (byte) (800 >> 8);
    }
    bytes[60] = (byte) mark;
    var file = File.createTempFile("walnut", ".bmp");
    file.deleteOnExit();
    Files.write(file.toPath(), bytes);
    return file;
  }

  private static JsonNode control(String method, String path, Object body) throws Exception {
    var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    var request = HttpRequest.newBuilder(URI.create(first.get("control").asText() + path)).method(method, publisher).build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IllegalStateException(path + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  private interface Asked {
    Object ask() throws WxErrorException;
  }

  /** The SDK throws whatever the platform refuses. */
  private static void refused(String name, int code, Asked asked) {
    try {
      asked.ask();
      step(name, false, "taken");
    } catch (WxErrorException error) {
      step(name, error.getError().getErrorCode() == code, error.getError().getErrorCode());
    }
  }

  private static void step(String name, boolean holds, Object seen) {
    steps += 1;
    System.out.println((holds ? "ok    " : "FAILS ") + name + ("".equals(seen) ? "" : "  (" + seen + ")"));
    if (!holds) System.exit(1);
  }
}
