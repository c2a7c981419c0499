import type { Finding } from "../../domain/finding.ts";
import type { Instant } from "../../domain/units.ts";
import type { Ending } from "../shared/endings.ts";
import { shopShut } from "../shared/shop-block.ts";
import type { Situation } from "./situation.ts";

type Gated = Pick<Situation, "head" | "shop" | "seen"> & Pick<Situation["publication"], "want">;

/** What must be so before anything is planned; null: every gate is open. Taking away asks only whether the shelf is ours. */
export function gateOf({ want, head, shop, seen }: Gated, now: Instant): Ending | null {
  if (!shop.row.manages.listing) return { state: "done" };
  if (want !== "on") return null;
  if (!shop.row.adopted) return blocked([gate("shop.not_adopted", ADOPT)]);
  const needed = head.approval === "every" ? head.rev : head.approval === "first" ? 1 : 0;
  if (head.approvedRev < needed) return blocked([gate("revision.not_approved", APPROVE)], "operator");
  if (seen.ours === "on" && seen.shelf === "off" && seen.listedOnce && seen.audit.state !== "pending")
    return blocked([gate("taken_down_by_person", TAKEN_DOWN)]);
  return shopShut(shop, now);
}

function blocked(findings: readonly Finding[], who: "merchant" | "operator" = "merchant"): Ending {
  return { state: "blocked", who, findings };
}

interface GateText {
  say: Finding["say"];
  remedy: Finding["remedy"];
}
const ADOPT: GateText = {
  say: { zh: "店里原有的商品还没有核对", en: "the wares already in the shop were not gone through yet" },
  remedy: {
    zh: "在“认领商品”里逐个绑定、导入或忽略，或确认店铺是空的",
    en: "bind, import or ignore each, or say that the shop is empty",
  },
};
const APPROVE: GateText = {
  say: { zh: "这一版还没有审批", en: "this revision was not approved yet" },
  remedy: { zh: "请审批人审批", en: "ask whoever approves" },
};
const TAKEN_DOWN: GateText = {
  say: {
    zh: "有人在平台后台下架了这件商品，系统不会自动重新上架",
    en: "a person took it off the shelf there; a machine never lists it again",
  },
  remedy: { zh: "点“重新上架”或改为下架", en: "list it again by hand, or set it to off" },
};

function gate(rule: string, text: GateText): Finding {
  return { rule, severity: "block", pointer: "", ...text, platformCode: null };
}
