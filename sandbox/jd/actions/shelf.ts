import { submitForAudit } from "../audit.ts";
import { success, type Actions, type Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { needId, textOf } from "../params.ts";
import { DAY_MS } from "../time.ts";
import { broken, needWare } from "../ware-rules.ts";
import type { Ware } from "../ware.ts";

const RECYCLE_MS = 45 * DAY_MS;
type Answer = Readonly<Record<string, unknown>>;

/** 1 lists, 2 delists. What JD refused or took down must have been edited first. */
function upOrDown(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  const type = textOf(call.params, "opType");
  if (type !== "1" && type !== "2") throw badValue("opType", "1 or 2");
  if (type === "1") list(call, ware);
  else delist(call, ware);
  return success(call);
}

/** Puts a ware on sale, or before the auditors. */
export function list({ world, now }: Call, ware: Ware): void {
  if (ware.base === 8 && ware.audit !== "refused") return;
  if (ware.audit === "pending") throw broken("商品正在审核中");
  if ((ware.base === 4 || ware.audit === "refused") && !ware.mended)
    throw broken("商品审核未通过或被京东下架,请修改后再上架");
  ware.modified = now;
  const known = ware.audit === "passed" && ware.base === 2 && !ware.mended;
  if (world.switches["auditAll"] === true && !known) {
    submitForAudit(world, ware, now);
    ware.listsWhenPassed = true;
    return;
  }
  ware.base = 8;
  ware.audit = "passed";
  ware.onlineAt = now;
}

function delist({ now }: Call, ware: Ware): void {
  if (ware.base === 2) return;
  if (ware.base !== 8) throw broken("商品不是上架状态,不能下架");
  ware.base = 2;
  ware.offlineAt = now;
  ware.modified = now;
}

function remove(call: Call): Answer {
  const ware = needWare(call, needId(call.params, "wareId"));
  if (ware.base === 8) throw broken("上架商品不能删除,请先下架");
  ware.deletedAt = call.now;
  ware.modified = call.now;
  return success(call);
}

function recover(call: Call): Answer {
  const { world, shop, params, now } = call;
  const ware = world.wares.get(needId(params, "wareId"));
  if (ware === undefined || ware.venderId !== shop.venderId) throw refusal("71");
  if (ware.deletedAt === null || now - ware.deletedAt > RECYCLE_MS) throw broken("商品不在回收站");
  ware.deletedAt = null;
  ware.base = 2;
  ware.modified = now;
  return success(call);
}

/** Listing, delisting, the recycle bin (reference 7.2, 7.4). */
export const SHELF: Actions = {
  "jingdong.ware.write.upOrDown": { required: ["wareId", "opType"], run: upOrDown },
  "jingdong.ware.write.delete": { required: ["wareId"], run: remove },
  "jingdong.ware.write.recoverWare": { required: ["wareId"], run: recover },
};
