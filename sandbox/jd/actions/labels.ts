import type { Actions, Call } from "../call.ts";
import { badParameter } from "../codes.ts";
import { isRecord, readJson } from "../json.ts";
import { listOf, needText, recordOf, textOf, wholeOf, type Params } from "../params.ts";

type Answer = Readonly<Record<string, unknown>>;
/** Carriers that the shop signed with for e-waybills: the first digits of their numbers. */
const SIGNED: Readonly<Record<string, string>> = { ZTO: "781", YTO: "YT", STO: "773" };
const ADDRESS = ["provinceName", "cityName", "address", "contact"];
const MOST_NUMBERS = 100;

const result = (statusCode: number, statusMessage: string, data: unknown = null): Answer => ({
  resultInfo: { statusCode, statusMessage, data },
});

function signed({ shop }: Call): Answer {
  const data = Object.keys(SIGNED).map((providerCode) => ({
    providerCode,
    providerName: providerCode,
    branchCode: `B${shop.venderId}`,
    branchName: "县城网点",
    settlementCode: null,
    amount: 1_000,
  }));
  return result(0, "success", data);
}

function numbersLeft(call: Call): Answer {
  const provider = needText(call.params, "providerCode");
  return SIGNED[provider] === undefined
    ? result(1, "承运商编码不存在")
    : result(0, "success", [{ providerCode: provider, branchCode: `B${call.shop.venderId}`, amount: 1_000 }]);
}

/** The parcel as an object or as its JSON text. */
function contentOf(params: Params): Params {
  const value = params["content"];
  if (typeof value !== "string") return recordOf(params, "content");
  try {
    const parsed = readJson(value);
    if (isRecord(parsed)) return parsed;
  } catch {
    throw badParameter("content");
  }
  throw badParameter("content");
}

/** A number for a parcel. Never idempotent: each call takes another one. */
function receive(call: Call): Answer {
  const content = contentOf(call.params);
  const provider = textOf(content, "providerCode") ?? "";
  const missing = ["platformOrderNo", "vendorCode"].find((name) => textOf(content, name) === null);
  if (missing !== undefined) return result(1, `${missing}不能为空`);
  if (SIGNED[provider] === undefined) return result(1, "承运商编码不存在");
  const bad = ["fromAddress", "toAddress"].find((name) => !isAddress(content[name]));
  if (bad !== undefined) return result(1, `${bad}不完整`);
  const count = Math.min(MOST_NUMBERS, wholeOf(content, "waybillCount") ?? 1);
  const platformOrderNo = textOf(content, "platformOrderNo") ?? "";
  const waybillCodeList = Array.from({ length: count }, () => {
    const waybill = `${SIGNED[provider] ?? ""}${call.random.digits(11)}`;
    call.world.labels.set(waybill, { venderId: call.shop.venderId, provider, orderId: platformOrderNo });
    return waybill;
  });
  return result(0, "success", { platformOrderNo, waybillCodeList });
}

function isAddress(value: unknown): boolean {
  return isRecord(value) && ADDRESS.every((name) => typeof value[name] === "string" && value[name] !== "");
}

function own({ world, shop }: Call, waybill: string): boolean {
  return world.labels.get(waybill)?.venderId === shop.venderId;
}

function printData(call: Call): Answer {
  const waybill = needText(call.params, "waybillCode");
  if (!own(call, waybill)) return result(-1, "运单号不存在");
  const tail = waybill.slice(-4);
  return result(0, "success", {
    bigShotName: "永州 江华",
    bigShotCode: `746-${tail}`,
    gatherCenterName: "永州集散",
    gatherCenterCode: "746",
    branchName: "县城网点",
    branchCode: `B${call.shop.venderId}`,
    secondSectionCode: "01",
    thirdSectionCode: "02",
  });
}

function unbind(call: Call): Answer {
  const named = [textOf(call.params, "waybillCode"), ...(listOf(call.params, "waybillCodes") ?? [])];
  const waybills = named.filter((one) => one !== null);
  if (waybills.length === 0 || !waybills.every((one) => own(call, one))) return result(-1, "运单号不存在");
  for (const waybill of waybills) call.world.labels.delete(waybill);
  return result(0, "success");
}

function query(call: Call): Answer {
  const order = needText(call.params, "platformOrderNo");
  const found = [...call.world.labels].filter(
    ([, one]) => one.venderId === call.shop.venderId && one.orderId === order,
  );
  return result(
    0,
    "success",
    found.map(([waybillCode, { provider }]) => ({ waybillCode, providerCode: provider })),
  );
}

/** Numbers of JD's own express, reserved. */
function reserve(call: Call): Answer {
  const count = wholeOf(call.params, "preNum") ?? 0;
  if (count < 1 || count > MOST_NUMBERS)
    return { resultInfo: { code: 101, message: "preNum 1-100", deliveryIdList: [] } };
  const deliveryIdList = Array.from({ length: count }, () => `JDX${call.random.digits(12)}`);
  return { resultInfo: { code: 100, message: "获取运单号成功", deliveryIdList } };
}

/** E-waybills of third carriers, and numbers of JD's own (reference 11). */
export const LABELS: Actions = {
  "jingdong.ldop.alpha.provider.sign.success.info.get": { required: ["venderCode"], run: signed },
  "jingdong.ldop.alpha.vendor.stock.queryByProviderCode": {
    required: ["vendorCode", "providerCode"],
    run: numbersLeft,
  },
  "jingdong.ldop.alpha.waybill.receive": { required: ["content"], run: receive },
  "jingdong.ldop.alpha.vendor.bigshot.query": { required: ["waybillCode", "providerCode"], run: printData },
  "jingdong.ldop.alpha.waybill.api.unbind": { required: ["waybillCode", "providerCode"], run: unbind },
  "jingdong.ldop.alpha.waybill.query": { required: ["platformOrderNo"], run: query },
  "jingdong.etms.waybillcode.get": { required: ["preNum", "customerCode"], run: reserve },
};
