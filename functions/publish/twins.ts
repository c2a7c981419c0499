import type { Finding } from "../../domain/finding.ts";
import type { Ports } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import type { Situation } from "./situation.ts";

/** A ware that somebody made there by hand, and that looks like this listing: until a person has answered, nothing is created. Null where there is none. */
export async function likelyTwin({ m, listing, shop }: Situation, ports: Ports): Promise<Finding | null> {
  const { PK, SK } = keys.likelyTwin(m, shop.row.id, listing.id, "");
  const { items } = await ports.table.query({ pk: PK, begins: SK, limit: 1 });
  const [first] = items;
  return first === undefined ? null : looksLike(String(first["title"]), first.SK.slice(SK.length));
}

function looksLike(title: string, platformId: string): Finding {
  return {
    rule: "likely_twin",
    severity: "block",
    pointer: "/titleLong",
    say: {
      zh: `店里已有一件很像的商品“${title}”（${platformId}），系统不会再建一件`,
      en: `the shop holds a ware that looks like it: ${platformId} "${title}"; no second one is made`,
    },
    remedy: {
      zh: "在“认领商品”里把它绑定到这个商品，或选“忽略”",
      en: "bind it to this listing, or ignore it",
    },
    platformCode: null,
  };
}
