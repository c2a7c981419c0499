import type { Finding } from "../../domain/finding.ts";
import { yuanFromFen } from "../../domain/money.ts";
import type { Wish } from "../../domain/plan/wish.ts";
import type { Ending } from "../shared/endings.ts";
import type { Seen } from "../shared/store/rows.ts";

/** Asks the merchant about prices that somebody else changed there; null where nobody did, or he said to leave them. Nothing is written to the group meanwhile. */
export function priceQuestion(wish: Wish, seen: Seen): Ending | null {
  const { byOthers, leave = [], skus } = seen;
  if (wish.presence !== "on" || !byOthers.includes("price") || leave.includes("price")) return null;
  const other = wish.skus.flatMap(({ merchantKey, priceFen: ours }) => {
    const theirs = skus.find((sku) => sku.merchantKey === merchantKey)?.priceFen ?? null;
    return theirs === null || theirs === ours ? [] : [{ merchantKey, ours, theirs }];
  });
  if (other.length === 0) return null;
  const list = other.map((one) => `${one.merchantKey} ${yuanFromFen(one.theirs)} / ${yuanFromFen(one.ours)}`);
  return { state: "blocked", who: "merchant", findings: [changedThere(list.join(", "))] };
}

function changedThere(list: string): Finding {
  return {
    rule: "price.changed_there",
    severity: "block",
    pointer: "/options",
    say: {
      zh: `有人在平台后台改了价（店里 / 这里：${list} 元），系统已停止改这件商品的价格`,
      en: `somebody changed prices there (there / here, yuan: ${list}); we write them no more`,
    },
    remedy: {
      zh: "选“用店里的”“用我们的”，或“不再管”",
      en: "answer theirs, ours, or leave",
    },
    platformCode: null,
  };
}
