"""A merchant's day with PyPI suning-sdk 1.0.0, its classes unchanged."""
import base64
import time

import suning
from suning.api.abstract import SuningApiException
from suning.api.common.SystimeGetRequest import SystimeGetRequest
from suning.api.custom.AbnormalQueryRequest import AbnormalQueryRequest
from suning.api.custom.AgreerefundConfirmRequest import AgreerefundConfirmRequest
from suning.api.custom.GetproductcodeQueryRequest import GetproductcodeQueryRequest
from suning.api.custom.ItemDetailQueryRequest import ItemDetailQueryRequest
from suning.api.custom.NPicAddRequest import NPicAddRequest
from suning.api.custom.NewbrandQueryRequest import NewbrandQueryRequest
from suning.api.custom.NormModifyRequest import NormModifyRequest
from suning.api.custom.RefundinformationQueryRequest import RefundinformationQueryRequest
from suning.api.custom.RefundlistinformationQueryRequest import RefundlistinformationQueryRequest
from suning.api.custom.orderDeliveryAddRequest import orderDeliveryAddRequest
from suning.api.custom.orderQueryQueryRequest import orderQueryQueryRequest
from suning.api.inventory.InventoryGetRequest import InventoryGetRequest
from suning.api.inventory.InventoryModifyRequest import InventoryModifyRequest
from suning.api.item.CategoryQueryRequest import CategoryQueryRequest
from suning.api.item.ItemAddRequest import ItemAddRequest
from suning.api.item.ItemGetRequest import ItemGetRequest
from suning.api.item.ItemQueryRequest import ItemQueryRequest
from suning.api.item.ItemparametersQueryRequest import ItemparametersQueryRequest
from suning.api.item.ItemsaleQueryRequest import ItemsaleQueryRequest
from suning.api.item.ShelvesAddRequest import ShelvesAddRequest
from suning.api.item.ShelvesMoveRequest import ShelvesMoveRequest
from suning.api.price.PriceGetRequest import PriceGetRequest
from suning.api.price.PriceUpdateRequest import PriceUpdateRequest
from suning.api.sale.FreighttemplateQueryRequest import FreighttemplateQueryRequest
from suning.api.transaction.LogisticcompanyQueryRequest import LogisticcompanyQueryRequest
from suning.api.transaction.OrderGetRequest import OrderGetRequest
from suning.api.transaction.OrderQueryRequest import OrderQueryRequest
from suning.api.transaction.OrdernoteModifyRequest import OrdernoteModifyRequest

from outside import FIRST, HOST, PORT, URL, bmp, control, done, fetch_json, redirect_of, step

APP, SHOP = FIRST["app"], FIRST["shop"]["vendorCode"]
suning.setDefaultAppInfo(APP["appKey"], APP["appSecret"])
PAGE = {"pageNo": "1", "pageSize": "50"}
tokens = {}


def ask(request, **fields):
    """What stands under the root node of the answer."""
    for name, value in fields.items():
        setattr(request, name, value)
    request.setDomainInfo(HOST, PORT)
    request.setAccessToken(tokens["access_token"])
    return request.getResponse()["sn_responseContent"]["sn_body"][request.getApiBizName()]


def refusal(request, **fields):
    try:
        ask(request, **fields)
    except SuningApiException as error:
        return error.error_code
    return ""


def stamp(ahead_seconds=0):
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(time.time() + ahead_seconds))


# sign in
callback = "http://127.0.0.1:9/callback"
page = f"{URL}/api/oauth/authorize?response_type=code&client_id={APP['appKey']}&redirect_uri={callback}&itemcode=1&state=s1"
seen = redirect_of(page)
step("the authorise page gives a code", "code" in seen and seen["state"] == "s1")
app = {"client_id": APP["appKey"], "client_secret": APP["appSecret"], "redirect_uri": callback}
tokens = fetch_json(f"{URL}/api/oauth/token", {"grant_type": "authorization_code", "code": seen["code"], **app})
step("the code gives a token", tokens["vendorCode"] == SHOP)
tokens = fetch_json(f"{URL}/api/oauth/token", {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"], **app})
step("the token can be refreshed", len(tokens["access_token"]) == 32)
step("systime.get without parameters", bool(ask(SystimeGetRequest())))

# what the shop may use
rows = ask(CategoryQueryRequest(), categoryName="核桃", **PAGE)
category = next(row["categoryCode"] for row in rows if row["categoryName"] == "核桃" and row.get("isBottom") == "X")
step("category.query finds walnuts", category.startswith("R"), category)
brand = ask(NewbrandQueryRequest(), categoryCode=category, brandName="成县核桃", **PAGE)[0]["brandCode"]
step("newbrand.query", len(brand) >= 4, brand)
step("an apostrophe in a value", refusal(NewbrandQueryRequest(), categoryCode=category, brandName="瑶山's茶", **PAGE) == "biz.handler.data-get:no-result")
pars = ask(ItemparametersQueryRequest(), categoryCode=category, **PAGE)
sale = next(par["parCode"] for par in pars if par["paraTemplateCode"] == "common")
template = ask(FreighttemplateQueryRequest(), **PAGE)[0]["freighttemplateid"]
step("freighttemplate.query", len(template) == 32)
step("logisticcompany.query", "S02" in [row["expressCompanyCode"] for row in ask(LogisticcompanyQueryRequest(), **PAGE)])

# a picture, an item
picture = ask(NPicAddRequest(), picContent=base64.b64encode(bmp(800)).decode())["picUrl"]
step("npic.add", picture.startswith("https://"), picture)


def value_of(par):
    options = par.get("parOption") or []
    return options[0]["parOptionCode"] if options else "500" if par.get("dataType") == "NUM" else "甘肃成县"


wanted = [par for par in pars if par["isMust"] == "X" and par["paraTemplateCode"] == "basic"]
child = lambda code, price, size: {"itemCode": code, "price": price, "invQty": "30", "alertQty": "3", "pars": [{"parCode": sale, "parValue": size}]}
receipt = ask(
    ItemAddRequest(),
    categoryCode=category, brandCode=brand, productName="成县薄皮核桃 新果 礼盒", cmTitle="成县薄皮核桃 今年的'新'果",
    sellPoint="海拔千米 薄皮易剥", afterSaleServiceDec="坏果包赔", itemCode="OUT-WN", freightTemplateId=template,
    introduction=base64.b64encode("<p>成县核桃</p>".encode()).decode(), supplierImg1Url=picture, saleSet="2",
    pars=[{"parCode": par["parCode"], "parValue": value_of(par)} for par in wanted],
    childItem=[child("OUT-WN-500", "29.90", "500克"), child("OUT-WN-1000", "55.00", "1千克")],
)
step("item.add gives a receipt", "applyCode" in receipt and "applyTime" in receipt, receipt["applyCode"])
control("POST", "/clock", {"advanceMs": 120_000})
codes = [row["productcode"] for row in ask(GetproductcodeQueryRequest(), applycode=receipt["applyCode"])["resultData"]]
step("getproductcode.query tells three codes", len(codes) == 3, codes[0])
item = ask(ItemGetRequest(), itemCode="OUT-WN-500")
step("item.get by a child's code", item["productCode"] == codes[0])
detail = ask(ItemDetailQueryRequest(), productCode=codes[0])
step("itemdetail.query", len(detail["childItem"]) == 2)
step("item.query lists it", codes[0] in [row.get("productCode") for row in ask(ItemQueryRequest(), status="2", **PAGE)])

# shelf, price, stock
step("shelves.add", ask(ShelvesAddRequest(), productCode=codes[0])["result"] == "Y")
step("shelves.add twice is refused", refusal(ShelvesAddRequest(), productCode=codes[0]) == "biz.custom.shelves.invalid-biz:productCode")
step("itemsale.query", codes[0] in [row["productCode"] for row in ask(ItemsaleQueryRequest(), saleStatus="1", **PAGE)])
step("price.update", ask(PriceUpdateRequest(), itemCode="OUT-WN-500", price="31.50")["result"] == "Y")
step("price.get", ask(PriceGetRequest(), itemCode="OUT-WN-500")["price"] == "31.50")
step("the parent takes no price", refusal(PriceUpdateRequest(), productCode=codes[0], price="1.00") != "")
step("inventory.modify", ask(InventoryModifyRequest(), itemCode="OUT-WN-500", destInvNum="44")["result"] == "Y")
step("inventory.get", ask(InventoryGetRequest(), itemCode="OUT-WN-500")["invNum"] == "44")
step("norm.modify renames a size", ask(NormModifyRequest(), productCode=codes[0], valueItem=[{"modCharacterCode": sale, "modCharacterOldVal": "1千克", "modCharacterNewVal": "1000克"}]) is not None)

# orders
lines = [{"merchantKey": "OUT-WN-500", "quantity": 2}, {"merchantKey": "OUT-WN-1000", "quantity": 1}]
order = control("POST", "/orders", {"shop": SHOP, "lines": lines, "pay": True})["orderNo"]
control("POST", "/clock", {"advanceMs": 5_000})
window = {"startTime": stamp(-3600), "endTime": stamp(600)}
listed = [row for row in ask(OrderQueryRequest(), **window, **PAGE) if row["orderCode"] == order]
step("order.query", len(listed) == 1 and listed[0]["orderTotalStatus"] == "10", order)
step("ordmodtime.query, by a class that is called orderQuery too", order in [row["orderCode"] for row in ask(orderQueryQueryRequest(), **window, orderLineStatus="10", **PAGE)])
read = ask(OrderGetRequest(), orderCode=order)
numbers = [line["orderLineNumber"] for line in read["orderDetail"]]
step("order.get", [line["saleNum"] for line in read["orderDetail"]] == ["2.0", "1.0"])
step("ordernote.modify", ask(OrdernoteModifyRequest(), orderCode=order, noteContent="礼盒", noteFlag="1", colorMarkFlag="1") is not None)
ship = {"orderCode": order, "expressCompanyCode": "S02"}
sent = ask(orderDeliveryAddRequest(), **ship, expressNo="SF1600000000001", sendDetail={}, orderLineNumbers={"orderLineNumber": numbers[0]})
step("orderdelivery.add, one line as a text", sent["sendDetail"][0]["sendresult"] == "Y")
step("partly shipped", ask(OrderGetRequest(), orderCode=order)["orderTotalStatus"] == "21")
sent = ask(orderDeliveryAddRequest(), **ship, expressNo="SF1600000000002", sendDetail={}, orderLineNumbers={"orderLineNumber": numbers[1:]})
step("orderdelivery.add, a list of lines", ask(OrderGetRequest(), orderCode=order)["orderTotalStatus"] == "20")
step("the same again is refused", refusal(orderDeliveryAddRequest(), **ship, expressNo="SF1600000000003", orderLineNumbers={"orderLineNumber": numbers}) == "biz.orderDelivery.order-status:error")

# after-sale
second = control("POST", "/orders", {"shop": SHOP, "lines": lines[:1], "pay": True})["orderNo"]
control("POST", f"/orders/{second}/ask-refund", {"reason": "不想要了"})
cases = ask(RefundlistinformationQueryRequest(), startModified=stamp(-3600), endModified=stamp(600), **PAGE)
case = next(row for row in cases if row["orderNo"] == second)
step("refundlistinformation.query", case["returnStatusValue"] == "1", case["returnApplyId"])
step("agreerefund.confirm", ask(AgreerefundConfirmRequest(), returnApplyId=case["returnApplyId"]) is not None)
control("POST", "/clock", {"advanceMs": 60_000})
step("refunded", ask(RefundinformationQueryRequest(), returnApplyId=case["returnApplyId"])["data"]["returnStatusValue"] == "8")

# off the shelf, by us and by the platform
step("shelves.move", ask(ShelvesMoveRequest(), productCode=codes[0])["result"] == "Y")
ask(ShelvesAddRequest(), productCode=codes[0])
control("POST", f"/products/{codes[0]}/force-off", {"reason": "资质过期"})
abnormal = ask(AbnormalQueryRequest(), abnormalCode="1", senario="1", supplierCode=SHOP, **PAGE)
step("abnormal.query shows what the platform took down", codes[0] in [row["productCode"] for row in abnormal])
done()
