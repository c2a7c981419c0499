"""A merchant's day with PyPI pddsdk 0.1.15, and the one call of a merchant's that PyPI pdd-sdk 1.0.8 knows."""
import base64
import json
import time

import pdd_sdk
from pdd_sdk.api.base import DdkException
from pdd_sdk.api.rest.GoodsCatsGet import GoodsCatsGet
from pddsdk.client import Client

from outside import FIRST, HOST, PORT, URL, control, done, redirect_of, step

APP, SHOP = FIRST["app"], FIRST["shop"]["mallId"]
client = Client(APP["clientId"], APP["clientSecret"], url=f"{URL}/api/router")
tokens = {}


def ahead():
    """The sandbox's time as Unix seconds: pddsdk's own stamp is in milliseconds, which today's pages do not allow."""
    return int(time.time()) + moved


moved = 0


def raw(call, **fields):
    texts = {name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for name, value in fields.items()}
    return client.call({"type": call, "timestamp": str(ahead()), **tokens, **texts})


def ask(call, **fields):
    """What stands under the root node of the answer."""
    answer = raw(call, **fields)
    if "error_response" in answer:
        raise SystemExit(f"{call}: {answer}")
    return next(iter(answer.values())) if len(answer) == 1 else answer


def refusal(call, **fields):
    answer = raw(call, **fields)
    return answer["error_response"] if "error_response" in answer else None


def advance(seconds):
    global moved
    moved += seconds
    control("POST", "/clock", {"advanceMs": seconds * 1000})


# sign in
page = f"{URL}/service-market/auth?response_type=code&client_id={APP['clientId']}&redirect_uri=http://127.0.0.1:9/back&state=s1"
seen = redirect_of(page)
step("the merchant's consent gives a code", "code" in seen and seen["state"] == "s1")
granted = ask("pdd.pop.auth.token.create", code=seen["code"])
step("pdd.pop.auth.token.create", granted["owner_id"] == SHOP, granted["expires_in"])
step("the code is worth nothing twice", refusal("pdd.pop.auth.token.create", code=seen["code"]) is not None)
granted = ask("pdd.pop.auth.token.refresh", refresh_token=granted["refresh_token"])
step("pdd.pop.auth.token.refresh", len(granted["access_token"]) >= 20)
step("no token, no shop", refusal("pdd.mall.info.get")["error_code"] == 10001)
tokens["access_token"] = granted["access_token"]
step("pdd.time.get", len(ask("pdd.time.get")["time"]) == 19)
step("pdd.mall.info.get", str(ask("pdd.mall.info.get")["mall_id"]) == SHOP)
stale = client.call({"type": "pdd.mall.info.get", **tokens})
step("pddsdk's own stamp in milliseconds is refused", stale["error_response"]["error_code"] == 10001)
forged = Client(APP["clientId"], "0" * 40, url=client.url).call({"type": "pdd.time.get", "timestamp": str(ahead())})
step("another secret signs nothing", forged["error_response"]["error_code"] == 20004)

# what the shop may use
pdd_sdk.setDefaultAppInfo(APP["clientId"], APP["clientSecret"])
tops = GoodsCatsGet(HOST, PORT)
tops.parent_cat_id = 0
tree = tops.getResponse()["goods_cats_get_response"]["goods_cats_list"]
step("pdd.goods.cats.get by pdd-sdk, parameters half in the address and no token", len(tree) > 0, len(tree))
pdd_sdk.setDefaultAppInfo(APP["clientId"], "0" * 40)
try:
    GoodsCatsGet(HOST, PORT).getResponse()
    step("pdd-sdk throws what is refused", False)
except DdkException:
    step("pdd-sdk throws what is refused", True)  # without a code: it looks for one under Taobao's key


def leaf(name, parent="0"):
    for row in ask("pdd.goods.authorization.cats", parent_cat_id=parent)["goods_cats_list"]:
        found = row if row["leaf"] and row["cat_name"] == name else None if row["leaf"] else leaf(name, row["cat_id"])
        if found:
            return found
    return None


category = leaf("核桃")["cat_id"]
step("pdd.goods.authorization.cats leads to walnuts", category > 0, category)
rule = ask("pdd.goods.cat.rule.get", cat_id=category)["goods_properties_rule"]["properties"]
wanted = [one for one in rule if one["required"]]
step("pdd.goods.cat.rule.get", len(wanted) > 0, [one["name"] for one in wanted])
template = ask("pdd.goods.logistics.template.get")["logistics_template_list"][0]["template_id"]
carriers = ask("pdd.logistics.companies.get")["logistics_companies"]
carrier = next(row["id"] for row in carriers if row["available"] and "中通" in row["logistics_company"])
step("pdd.logistics.companies.get", carrier > 0, carrier)
step("pdd.refund.address.list.get", len(ask("pdd.refund.address.list.get")["refund_address_list"]) > 0)

# a picture, a draft, an audit
jpeg = base64.b64encode(bytes([0xFF, 0xD8, 0xFF, 0xE0]) + bytes(64)).decode()
picture = ask("pdd.goods.image.upload", image=f"data:image/jpeg;base64,{jpeg}")["image_url"]
step("pdd.goods.image.upload", picture.startswith("https://"), picture)
step("a text is no picture", refusal("pdd.goods.image.upload", image=base64.b64encode(b"text").decode()) is not None)
parent_spec = ask("pdd.goods.spec.get", cat_id=category)["goods_spec_list"][0]["parent_spec_id"]


def sku(code, name, **changes):
    spec = ask("pdd.goods.spec.id.get", parent_spec_id=parent_spec, spec_name=name)["spec_id"]
    return {"out_sku_sn": code, "spec_id_list": f"[{spec}]", "multi_price": 4990, "price": 5090, "quantity": 20,
            "is_onsale": 1, "limit_quantity": 999, "weight": 500, "thumb_url": picture, "sku_properties": [], **changes}


def property_of(one):
    if one["values"]:
        return {"ref_pid": one["ref_pid"], "vid": one["values"][0]["vid"]}
    return {"ref_pid": one["ref_pid"], "value": "500", **({"value_unit": one["value_unit"][0]} if one["value_unit"] else {})}


goods = {
    "goods_name": "成县核桃 薄皮新果", "out_goods_id": "OUT-WN", "cat_id": category, "cost_template_id": template,
    "goods_type": 1, "country_id": 0, "is_folt": False, "is_pre_sale": False, "is_refundable": True, "second_hand": False,
    "shipment_limit_second": 172800, "market_price": 6000, "carousel_gallery": [picture], "detail_gallery": [picture],
    "goods_properties": [property_of(one) for one in wanted],
    "sku_list": [sku("OUT-WN-500", "500克袋装"), sku("OUT-WN-1000", "1千克礼盒")],
}
step("a title of 61 characters is refused", refusal("pdd.goods.add", **{**goods, "goods_name": "核" * 61}) is not None)
step("a price in the title is refused by its sub code",
     refusal("pdd.goods.add", **{**goods, "goods_name": "核桃9.9元"})["sub_code"].startswith("isv.invalid-parameter:goods_name"))
draft = ask("pdd.goods.edit.goods.commit", **goods)
ids = {"goods_id": draft["goods_id"], "goods_commit_id": draft["goods_commit_id"]}
step("pdd.goods.edit.goods.commit gives two numbers", ids["goods_id"] > 2**31, ids["goods_id"])
step("pdd.goods.commit.detail.get", ask("pdd.goods.commit.detail.get", **ids)["goods_name"] == goods["goods_name"])
step("nobody can put a draft up", refusal("pdd.goods.sale.status.set", goods_id=ids["goods_id"], is_onsale=1) is not None)
ask("pdd.goods.submit.goods.commit", **ids, operate_type=0, sync_goods_operate=0)
step("nor edit what lies in the audit", refusal("pdd.goods.submit.goods.commit", **ids) is not None)
state = ask("pdd.goods.latest.commit.status.get", goods_id_list=[ids["goods_id"]])["list"][0]["check_status"]
step("pdd.goods.latest.commit.status.get", state == 1)
control("POST", f"/audits/{ids['goods_id']}", {"decision": "pass"})
advance(60)
row = ask("pdd.goods.list.get", page=1, page_size=50, outer_goods_id="OUT-WN")["goods_list"][0]
step("pdd.goods.list.get by the merchant's code", row["goods_id"] == ids["goods_id"] and row["is_onsale"] == 1)
detail = ask("pdd.goods.detail.get", goods_id=ids["goods_id"])
skus = {one["out_sku_sn"]: one["sku_id"] for one in detail["sku_list"]}
step("pdd.goods.detail.get", sorted(skus) == ["OUT-WN-1000", "OUT-WN-500"])

# price, stock, shelf
price = [{"sku_id": skus["OUT-WN-500"], "group_price": 4890, "single_price": 5090}]
step("pdd.goods.sku.price.update", ask("pdd.goods.sku.price.update", goods_id=ids["goods_id"], sku_price_list=price)["is_success"])
stock = {"goods_id": ids["goods_id"], "sku_id": skus["OUT-WN-500"]}
step("pdd.goods.quantity.update, a change", ask("pdd.goods.quantity.update", **stock, quantity=5, update_type=2)["is_success"])
there = {one["out_sku_sn"]: one for one in ask("pdd.goods.detail.get", goods_id=ids["goods_id"])["sku_list"]}
step("both are seen", there["OUT-WN-500"]["quantity"] == 25, there["OUT-WN-500"].get("multi_price"))
step("below nothing is refused", refusal("pdd.goods.quantity.update", **stock, quantity=-99, update_type=2) is not None)
step("off and on", all(ask("pdd.goods.sale.status.set", goods_id=ids["goods_id"], is_onsale=on)["is_success"] for on in (0, 1)))
renamed = {**goods, "goods_name": "成县核桃 薄皮 新果", "goods_id": ids["goods_id"],
           "sku_list": [{**sku(code, name), "sku_id": skus[code], "quantity": 0} for code, name in (("OUT-WN-500", "500克袋装"), ("OUT-WN-1000", "1千克礼盒"))]}
edit = ask("pdd.goods.information.update", **renamed, sync_goods_operate=1)
step("pdd.goods.information.update", ask("pdd.goods.detail.get", goods_id=ids["goods_id"])["goods_name"] == goods["goods_name"])
control("POST", f"/audits/{ids['goods_id']}", {"decision": "refuse", "reason": "标题不实"})
refused = ask("pdd.goods.commit.list.get", check_status=3, page=1, page_size=10)["list"][0]
step("pdd.goods.commit.list.get tells the reason", "标题不实" in refused["reject_comment"] and refused["commit_id"] == edit["goods_commit_id"])

# orders
lines = [{"merchantKey": "OUT-WN-500", "quantity": 2}]
order = control("POST", "/orders", {"shop": SHOP, "lines": lines, "pay": True})["orderNo"]
advance(5)
window = {"order_status": 5, "refund_status": 5, "page": 1, "page_size": 50}
updated = {"start_updated_at": ahead() - 1500, "end_updated_at": ahead() + 1, "is_lucky_flag": 0}
page = ask("pdd.order.number.list.increment.get", **window, **updated)
step("pdd.order.number.list.increment.get", order in [row["order_sn"] for row in page["order_sn_list"]], page["total_count"])
page = ask("pdd.order.number.list.increment.get", **window, **updated, use_has_next=True)
step("the same by has_next", page["has_next"] is False and "total_count" not in page)
step("a window of an hour is refused", refusal("pdd.order.number.list.increment.get", **window, **{**updated, "start_updated_at": ahead() - 3700}) is not None)
confirmed = {"start_confirm_at": ahead() - 3600, "end_confirm_at": ahead() + 1}
step("pdd.order.list.get", order in [row["order_sn"] for row in ask("pdd.order.list.get", **window, **confirmed)["order_list"]])
info = ask("pdd.order.information.get", order_sn=order)["order_info"]
step("pdd.order.information.get", info["item_list"][0]["outer_id"] == "OUT-WN-500" and info["item_list"][0]["goods_count"] == 2, info["pay_amount"])
step("pdd.order.status.get", ask("pdd.order.status.get", order_sns=order)["order_status_list"][0]["orderStatus"] == 1)
parcel = {"order_sn": order, "logistics_id": carrier, "tracking_number": "78110000000001"}
step("an unknown carrier is refused", refusal("pdd.logistics.online.send", **{**parcel, "logistics_id": 999999}) is not None)
step("pdd.logistics.online.send", ask("pdd.logistics.online.send", **parcel)["is_success"])
step("twice is refused", refusal("pdd.logistics.online.send", **parcel) is not None)
step("another number for what has left", ask("pdd.logistics.online.send", **{**parcel, "tracking_number": "78110000000002"}, redelivery_type=2)["is_success"])
step("one parcel there", [one["waybill"] for one in control("GET", "/shipments")] == ["78110000000002"])

# after-sale
second = control("POST", "/orders", {"shop": SHOP, "lines": lines, "pay": True})["orderNo"]
control("POST", f"/orders/{second}/ask-refund", {"reason": "不想要了"})
advance(5)
asked = {"start_updated_at": ahead() - 1500, "end_updated_at": ahead() + 1, "after_sales_type": 1, "after_sales_status": 2}
case = next(row for row in ask("pdd.refund.list.increment.get", **asked, page=1, page_size=50)["refund_list"] if row["order_sn"] == second)
step("pdd.refund.list.increment.get", case["after_sales_status"] == 2, case["id"])
step("pdd.refund.information.get", raw("pdd.refund.information.get", order_sn=second, after_sales_id=case["id"])["order_sn"] == second)
step("nothing is sent over a refund", refusal("pdd.logistics.online.send", **{**parcel, "order_sn": second}) is not None)

# off, and away
step("what sells is not deleted", refusal("pdd.delete.goods.commit", goods_ids=[ids["goods_id"]]) is not None)
ask("pdd.goods.sale.status.set", goods_id=ids["goods_id"], is_onsale=0)
step("pdd.delete.goods.commit", raw("pdd.delete.goods.commit", goods_ids=[ids["goods_id"]]).get("error_response") is None)
advance(60)
step("and it is gone", ask("pdd.goods.list.get", page=1, page_size=50, outer_goods_id="OUT-WN")["goods_list"] == [])
done()
