/** What the planner tells a person. */
import type { Finding } from "../finding.ts";
import type { ListingEffectKind } from "./effect.ts";
import type { Observation } from "./observation.ts";
import type { Facet } from "./wish.ts";

/** The platform, or somebody there, took it down. */
export function takenDown(seen: Observation): Finding {
  const reason = seen.audit.reason ?? "";
  return {
    rule: "taken_down",
    severity: "block",
    pointer: "",
    say: {
      zh:
        seen.shelf === "gone"
          ? "平台上已找不到这件商品，系统不会自动重新上架"
          : `平台已下架这件商品${reason && `：${reason}`}，系统不会自动重新上架`,
      en: `The platform took it down${reason && `: ${reason}`}; a machine never lists it again`,
    },
    remedy: { zh: "处理好原因后，在这里点“重新上架”", en: "Mend the cause, then list it again by hand" },
    platformCode: null,
  };
}

/** The platform's audit said no. */
export function auditRefused(seen: Observation): Finding {
  const reason = seen.audit.reason ?? "";
  return {
    rule: "audit_refused",
    severity: "block",
    pointer: "",
    say: {
      zh: `平台审核未通过${reason && `：${reason}`}`,
      en: `The platform's audit refused it${reason && `: ${reason}`}`,
    },
    remedy: {
      zh: "按原因修改商品后保存，系统会重新提交",
      en: "Change the listing accordingly and save; it is submitted again",
    },
    platformCode: null,
  };
}

/** A platform can't do what is wanted, with its reason. */
export function cannot(kind: ListingEffectKind, why: { zh: string; en: string }): Finding {
  return {
    rule: `capability.${kind}`,
    severity: "block",
    pointer: "",
    say: why,
    remedy: {
      zh: "在平台后台手工完成后，回到这里绑定",
      en: "Do it by hand in the platform's back office, then bind it here",
    },
    platformCode: null,
  };
}

const FACETS: Readonly<Record<Facet, string>> = {
  text: "标题和详情",
  pictures: "图片",
  options: "规格",
  delivery: "物流和售后",
  voucher: "卡券规则",
  price: "价格",
  stock: "库存",
};

/** An edit there writes more than was changed here, and somebody else has changed some of that. */
export function wouldOverwrite(facets: readonly Facet[]): Finding {
  const names = facets.map((facet) => FACETS[facet]).join("、");
  return {
    rule: "changed_by_others",
    severity: "block",
    pointer: "",
    say: {
      zh: `这个平台一次修改会连同${names}一起覆盖，而这部分已在平台上被改过或不归系统管理`,
      en: `An edit there writes ${facets.join(", ")} as well, which others changed or which is not ours to write`,
    },
    remedy: {
      zh: "在平台后台手工修改，或把这部分交给系统管理",
      en: "Edit it in the platform's back office, or let us write that part",
    },
    platformCode: null,
  };
}
