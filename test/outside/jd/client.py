"""A merchant's day with PyPI jd-sdk 1.1.1 (JD's own base class) and pyjos 0.1.1. jd-sdk signs in latin-1, so what it sends is ASCII; pyjos escapes."""
import base64
import json
import os
import time

import jd
from jd.api.base import RestApi
from pyjos.client import JdClient

from outside import FIRST, HOST, PORT, URL, bmp, control, done, fetch_json, redirect_of, step

APP, SHOP = FIRST["app"], FIRST["shop"]["venderId"]
jd.setDefaultAppInfo(APP["appKey"], APP["appSecret"])
JdClient.app_key, JdClient.app_secret, JdClient.server_url = APP["appKey"], APP["appSecret"], URL + "/routerjson"
tokens = {}


def jd_sdk(method, **parameters):
    """The class that the SDK's generator would have made for this method."""

    class Request(RestApi):
        def getapiname(self):
            return method

    request = Request(HOST, PORT)
    for name, value in parameters.items():
        setattr(request, name, value)
    return request.getResponse(tokens.get("access_token"))


def pyjos(method, **parameters):
    class Request:
        api_method_name = method
        api_params = json.dumps(parameters)

    return JdClient().execute(Request, tokens.get("access_token"))


def ask(send, method, **parameters):
    document = send("jingdong." + method, **parameters)
    wrapper = next(iter(document))
    if wrapper == "error_response":
        raise SystemExit(f"{method}: {document[wrapper]}")
    assert wrapper == "jingdong_" + method.replace(".", "_") + "_responce", wrapper
    return document[wrapper]


def refusal(send, method, **parameters):
    return send("jingdong." + method, **parameters).get("error_response", {}).get("code", "")


def stamp(ahead_seconds=0):
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(time.time() + ahead_seconds))


# sign in
callback = "http://127.0.0.1:9/callback"
login = f"{URL}/oauth2/to_login?app_key={APP['appKey']}&response_type=code&redirect_uri={callback}&state=s1&scope=snsapi_base"
seen = redirect_of(login)
step("to_login gives a code", "code" in seen and seen["state"] == "s1")
app = f"app_key={APP['appKey']}&app_secret={APP['appSecret']}"
tokens = fetch_json(f"{URL}/oauth2/access_token?{app}&grant_type=authorization_code&code={seen['code']}")
step("the code gives a token", tokens["expires_in"] > 80_000)
tokens = fetch_json(f"{URL}/oauth2/refresh_token?{app}&grant_type=refresh_token&refresh_token={tokens['refresh_token']}")
step("the token can be refreshed", "access_token" in tokens)
step("jd-sdk: whose shop it is", str(ask(jd_sdk, "seller.vender.info.get")["vender_info_result"]["vender_id"]) == SHOP)
step("pyjos: the same", str(ask(pyjos, "vender.shop.query")["shop_jos_result"]["vender_id"]) == SHOP)
os.environ["TZ"] = "UTC"
time.tzset()
step("jd-sdk on a machine that runs on UTC says its offset", ask(jd_sdk, "areas.province.get") is not None)
step("pyjos on such a machine says none, and is refused", refusal(pyjos, "areas.province.get") == "8")
os.environ["TZ"] = "Asia/Shanghai"
time.tzset()
step("a method that is none", refusal(jd_sdk, "no.such.method") == "15")

# what the shop may use
rows = ask(jd_sdk, "vender.category.getFullValidCategoryResultByVenderId")["returnType"]["list"]
category = [row["id"] for row in rows if row["name"] == "核桃"][-1]
step("categories", category > 0, category)
attributes = ask(jd_sdk, "category.read.findAttrsByCategoryIdUnlimitCate", cid=category, field="id,name,attributeType,inputType,isRequired,features,attrValueList")
attributes = attributes["findattrsbycategoryidunlimitcate_result"]
sale = next(row["id"] for row in attributes if row["attributeType"] == 4)
step("attributes with their values", any(row["attrValueList"] for row in attributes))
brand = ask(jd_sdk, "pop.vender.cener.venderBrand.query")["brandList"][0]["erpBrandId"]
template = ask(jd_sdk, "SkuFareTemplateService.getTemplates")["query_skuFareTemplate_result"]["template_list"][0]["id"]
step("brand and freight template", brand and template)

# a picture, a ware
picture = ask(jd_sdk, "imgzone.picture.upload", image_data=base64.b64encode(bmp(800)).decode(), picture_name="walnut.bmp")
step("jd-sdk uploads a picture in its query", str(picture["return_code"]) == "1", picture["picture_url"])


def value_of(row):
    if row["attrValueList"]:
        return {"attrValues": [str(row["attrValueList"][0]["id"])]}
    units = [one["value"] for one in row["features"] or []]
    return {"attrValues": ["500"], "units": units[:1]} if units else {"attrValues": ["云南大理"]}


props = [{"attrId": str(row["id"]), **value_of(row)} for row in attributes if row["isRequired"] and row["attributeType"] != 4]
size = lambda name, price, code: {"saleAttrs": [{"attrId": str(sale), "attrValues": [], "attrValueAlias": [name]}], "jdPrice": price, "stockNum": "20", "outerId": code}
added = ask(
    pyjos, "ware.write.add",
    ware={
        "title": "漾濞薄皮核桃 云南高山原味 新果", "categoryId": category, "multiCategoryId": category, "brandId": brand,
        "transportId": template, "wareStatus": 1, "outerId": "OUT-WN", "multiCateProps": props, "saleAttrTemplateId": "POP_MODEL",
        "images": [{"colorId": "0000000000", "imgIndex": 1, "imgUrl": picture["picture_url"]}],
        "introduction": "<p>核桃</p>", "mobileDesc": "<p>核桃</p>", "jdPrice": 39.90,
    },
    skus=[size("500g", "39.90", "OUT-WN-500"), size("1000g", "72.00", "OUT-WN-1000")],
)["ware"]
ware = added["wareId"]
step("pyjos: ware.write.add", len(added["skus"]) == 2, ware)
control("POST", "/clock", {"advanceMs": 5_000})
sku = ask(jd_sdk, "sku.read.searchSkuList", outId="OUT-WN-500")["page"]["data"][0]["skuId"]
step("jd-sdk: the sku by the merchant's code", sku in [one["skuId"] for one in added["skus"]], sku)
step("upOrDown", str(ask(jd_sdk, "ware.write.upOrDown", wareId=ware, opType=1)["success"]).lower() == "true")
state = lambda: ask(jd_sdk, "ware.read.findWareById", wareId=ware, field="wareStatus,title")["ware"]
step("waits for the audit", state()["wareStatus"] == 513)
control("POST", f"/audits/{ware}", {"decision": "pass"})
step("on sale", state()["wareStatus"] == 8, state()["title"])
listed = ask(pyjos, "ware.read.searchWare4Valid", wareStatusValue="8", pageNo=1, pageSize=50, field="wareId,title")["page"]["data"]
step("pyjos: it is in the list, the filter as a text", ware in [row["wareId"] for row in listed])
listed = ask(pyjos, "sku.read.searchSkuList", skuStatuValue=[1], wareId=[ware])["page"]["data"]
step("pyjos: lists as JSON arrays", sku in [row["skuId"] for row in listed])

# price, stock
step("updateSkuJdPrice", ask(jd_sdk, "price.write.updateSkuJdPrice", skuId=sku, jdPrice="41.50") is not None)
step("the price is read back", str(ask(jd_sdk, "sku.read.findSkuById", skuId=sku, field="jdPrice,stockNum")["sku"]["jdPrice"]) in ("41.5", "41.50"))
wanted = {"updateModel": "fullStockIn", "stockRfId": "rf-1", "skuStocks": [{"skuId": sku, "stockNum": 33}]}
step("ware.stock.sku.set", ask(pyjos, "ware.stock.sku.set", req=wanted)["returnType"]["success"] in (True, "true"))
stock = ask(jd_sdk, "ware.stock.sku.query", skuId=sku)
step("ware.stock.sku.query", "33" in json.dumps(stock))
step("the text in another language: ASCII only, the SDK cannot sign more", ask(jd_sdk, "detection.textRedLineDetect", text="walnut") is not None)
try:
    jd_sdk("jingdong.ware.write.updateWareTitle", wareId=ware, title="核桃")
    step("jd-sdk cannot sign Chinese", False)
except UnicodeEncodeError:
    step("jd-sdk cannot sign Chinese", True)
step("pyjos can", ask(pyjos, "ware.write.updateWareTitle", wareId=ware, title="漾濞薄皮核桃 手剥 新果") is not None)
control("POST", f"/audits/{ware}", {"decision": "pass"})

# orders
lines = [{"merchantKey": "OUT-WN-500", "quantity": 2}, {"merchantKey": "OUT-WN-1000", "quantity": 1}]
order = control("POST", "/orders", {"shop": SHOP, "lines": lines, "pay": True})["orderNo"]
control("POST", "/clock", {"advanceMs": 10_000})
wanted = "orderId,orderState,itemInfoList,consigneeInfo,modified,paymentConfirmTime,orderSellerPrice"
window = {"start_date": stamp(-3600), "end_date": stamp(600), "page": "1", "page_size": "100", "optional_fields": wanted}
found = ask(jd_sdk, "pop.order.search", order_state="ALL", **window)["searchorderinfo_result"]
step("pop.order.search", order in [row["orderId"] for row in found["orderInfoList"]], order)
read = ask(pyjos, "pop.order.get", order_id=int(order), optional_fields=wanted)["orderDetailInfo"]["orderInfo"]
step("pop.order.get", [row["itemTotal"] for row in read["itemInfoList"]] == ["2", "1"], read["orderState"])
step("no optional_fields, no order", refusal(jd_sdk, "pop.order.get", order_id=int(order)) == "60")
step("remark", ask(jd_sdk, "pop.order.modifyVenderRemark", order_id=int(order), flag=1, remark="gift box") is not None)
sent = ask(jd_sdk, "pop.order.shipment", orderId=int(order), logiCoprId="467", logiNo="SF1600000000001")["sopjosshipment_result"]
step("pop.order.shipment", str(sent["success"]).lower() == "true", sent["errorCode"])
read = ask(jd_sdk, "pop.order.get", order_id=int(order), optional_fields="orderState,waybill,logisticsId")["orderDetailInfo"]["orderInfo"]
step("shipped", read["orderState"] == "WAIT_GOODS_RECEIVE_CONFIRM" and read["waybill"] == "SF1600000000001")
again = ask(jd_sdk, "pop.order.shipment", orderId=int(order), logiCoprId="467", logiNo="SF1600000000002")["sopjosshipment_result"]
step("a second shipment fails", str(again["success"]).lower() == "false", again["errorCode"])

# a refund before delivery
second = control("POST", "/orders", {"shop": SHOP, "lines": lines[:1], "pay": True})["orderNo"]
control("POST", f"/orders/{second}/ask-refund", {"reason": "no longer wanted"})
reviews = ask(jd_sdk, "pop.afs.soa.refundapply.queryPageList", pageIndex=1, pageSize=50, orderId=int(second))["queryResult"]
review = (reviews.get("result") or reviews.get("list"))[0]
step("the refund waits", review["status"] == 0, review["id"])
step("replyRefund", ask(pyjos, "pop.afs.soa.refundapply.replyRefund", id=review["id"], status=1, checkUserName="a", remark="ok")["replyResult"]["success"] in (True, "true"))
control("POST", "/clock", {"advanceMs": 120_000})
review = ask(jd_sdk, "pop.afs.soa.refundapply.queryById", id=review["id"])
step("refunded", '"status": 3' in json.dumps(review))

# a voucher
voucher = {"shop": SHOP, "merchantKey": "OUT-STAY", "title": "瑶寨云上民宿 双人房", "kind": "voucher", "onSale": True, "skus": [{"merchantKey": "OUT-STAY-A", "priceFen": 26_800, "stock": 9, "name": "平日"}]}
control("POST", "/products", voucher)
third = control("POST", "/orders", {"shop": SHOP, "lines": [{"merchantKey": "OUT-STAY-A", "quantity": 1}], "pay": True})["orderNo"]
codes = ask(jd_sdk, "pop.oto.locorderinfo.get", order_id=int(third), code_type=0)["loccodeinfo_result"]["loccodeinfo_list"]
step("the voucher's code", codes[0]["code_status"] == 1)
used = ask(jd_sdk, "loc.code.consume", requestId="r-1", codeNum=codes[0]["card_number"], pwdNumber=codes[0]["pwd_number"])["returnType"]
step("loc.code.consume", str(used["success"]).lower() == "true")
step("down again", ask(jd_sdk, "ware.write.upOrDown", wareId=ware, opType=2) is not None and state()["wareStatus"] == 2)
done()
