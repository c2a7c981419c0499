import type { Action, Actions, Call } from "../call.ts";
import { refusal } from "../codes.ts";
import { id } from "../json.ts";
import { yuanText } from "../money.ts";
import { needId, needText, pageOf, textOf, timeOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { pageRows } from "../rows.ts";
import { beijingText, SECOND_MS } from "../time.ts";
import type { Service } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;
const STATES = PLACEHOLDERS.serviceStates.value;
const STATE_NAMES: Readonly<Record<Service["status"], string>> = {
  waiting: "待审核",
  approved: "审核通过",
  refused: "审核不通过",
  received: "已收货",
  closed: "已关闭",
};
const CALLER = ["buId", "operatePin", "operateNick"];

function shown(service: Service): Answer {
  const time = (ms: number | null): string | null => (ms === null ? null : beijingText(ms));
  return {
    serviceId: id(service.serviceId),
    applyId: id(service.applyId),
    orderId: id(service.orderId),
    orderType: 22,
    skuId: id(service.skuId),
    wareName: service.name,
    customerExpect: service.expect,
    serviceStatus: STATES[service.status],
    serviceStatusName: STATE_NAMES[service.status],
    applyTime: time(service.applyTime),
    approveTime: time(service.approveTime),
    finishTime: time(service.finishTime),
    approveResult: service.status === "waiting" ? null : service.status === "refused" ? 2 : 1,
    approveResultName: service.notes,
    pickwareType: service.pickwareType,
    actualPayPrice: Number(yuanText(service.payFen)),
    serviceCount: service.count,
    questionDesc: service.reason,
    sysVersion: service.version,
  };
}

/** The shop's own service orders; `buId` must be its vender id. */
function own({ world, shop, params }: Call): readonly Service[] {
  if (textOf(params, "buId") !== shop.venderId) throw refusal("71", ": buId");
  return [...world.services.values()].filter((service) => service.venderId === shop.venderId);
}

function list(only: Service["status"] | null): Action {
  return {
    required: CALLER,
    run(call) {
      const { params } = call;
      const at = pageOf(params, { page: "pageNumber", size: "pageSize" }, { most: 50, usual: 10 });
      const same = (name: string, value: string): boolean => [null, value].includes(textOf(params, name));
      const from = timeOf(params, "applyTimeBegin") ?? 0;
      const to = (timeOf(params, "applyTimeEnd") ?? Infinity) + SECOND_MS - 1;
      const rows = own(call)
        .filter((service) => only === null || service.status === only)
        .filter((service) => same("serviceId", service.serviceId) && same("orderId", service.orderId))
        .filter((service) => service.applyTime >= from && service.applyTime <= to);
      const data = pageRows(rows, at, call).map(shown);
      const counts = { totalCount: rows.length, pageNumber: at.page, pageSize: at.size };
      return { pageResult: { success: true, code: "0", data, ...counts } };
    },
  };
}

function view(call: Call): Answer {
  const service = own(call).find((one) => one.serviceId === needId(call.params, "serviceId"));
  return { result: { success: service !== undefined, data: service === undefined ? null : shown(service) } };
}

/** One step of a service order, guarded by sysVersion. */
function step(from: Service["status"], to: Service["status"], pickwareType?: number): Action {
  return {
    required: [...CALLER, "serviceId", "orderId", "sysVersion"],
    run(call) {
      const { params, now } = call;
      const failed = (errorMsg: string): Answer => ({ result: { success: false, errorMsg } });
      const service = own(call).find((one) => one.serviceId === needId(params, "serviceId"));
      if (service === undefined || service.orderId !== needId(params, "orderId")) return failed("服务单不存在");
      if (needText(params, "sysVersion") !== String(service.version)) return failed("服务单已被修改,请刷新");
      if (service.status !== from) return failed("服务单状态不正确");
      service.status = to;
      service.version += 1;
      service.notes = textOf(params, "approveNotes") ?? service.notes;
      service.pickwareType = pickwareType ?? service.pickwareType;
      if (from === "waiting") service.approveTime = now;
      if (to === "closed" || to === "refused") service.finishTime = now;
      if (to === "closed") countBack(call, service);
      return { result: { success: true, errorMsg: null } };
    },
  };
}

function countBack({ world, now }: Call, service: Service): void {
  const order = world.orders.get(service.orderId);
  const line = order?.lines.find((one) => one.skuId === service.skuId);
  if (order === undefined || line === undefined || service.expect !== 10) return;
  line.refunded = Math.min(line.quantity, line.refunded + service.count);
  order.modified = now;
}

/** Service orders after delivery (reference 12). */
export const SERVICES: Actions = {
  "jingdong.asc.query.list": list(null),
  "jingdong.asc.query.view": { required: [...CALLER, "serviceId"], run: view },
  "jingdong.asc.audit.list": list("waiting"),
  "jingdong.asc.audit.refuse": step("waiting", "refused"),
  "jingdong.asc.audit.homepick": step("waiting", "approved", 4),
  "jingdong.asc.audit.fetch": step("waiting", "approved", 4),
  "jingdong.asc.audit.delivery": step("waiting", "approved", 7),
  "jingdong.asc.audit.send": step("waiting", "approved", 40),
  "jingdong.asc.audit.compensate": step("waiting", "closed"),
  "jingdong.asc.audit.reissue": step("waiting", "closed"),
  "jingdong.asc.audit.detail": { required: [...CALLER, "serviceId"], run: view },
  "jingdong.asc.audit.count": {
    required: CALLER,
    run: (call) => ({ result: { success: true, data: own(call).filter(({ status }) => status === "waiting").length } }),
  },
  "jingdong.asc.receive.list": list("approved"),
  "jingdong.asc.receive.register": step("approved", "received"),
  "jingdong.asc.process.list": list("received"),
  "jingdong.asc.process.back": step("received", "closed"),
  "jingdong.asc.process.close": step("received", "closed"),
};
