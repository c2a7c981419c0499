/** The pure planner: (wish, observation, capabilities) → steps; instants come from the observation. There is no list of steps anywhere: what is wanted and not so yet, and may be sent now, goes out. */
import type { Finding } from "../finding.ts";
import { MINUTE_MS, msBetween, plus } from "../time.ts";
import type { Instant } from "../units.ts";
import { isAbsent, type Capabilities, type ListingEffectKind } from "./effect.ts";
import { missingNeed } from "./needs.ts";
import type { Observation } from "./observation.ts";
import type { Step } from "./step.ts";
import { PARTS, type Facet, type Wish } from "./wish.ts";

/** How soon a platform that is still creating or auditing is asked again: at first each minute, then after as long as it already took. */
const ASK_AGAIN_MS = MINUTE_MS;
const ASK_AGAIN_AT_MOST_MS = 30 * MINUTE_MS;

/** Total, pure, never empty. Either uploads and sends that may go out in this order, or exactly one other step. */
export function plan(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (seen.turn?.phase === "sent") return [{ do: "settle", turnId: seen.turn.id }];
  if (wish.presence !== "on") return planAway(wish, seen, can);
  const stops = wish.findings.filter((finding) => finding.severity !== "hint");
  if (stops.length > 0 && !letStand(stops, wish, seen)) return [{ do: "block", findings: stops }];
  if (seen.shelf === "forced_off" || seen.shelf === "gone") return [{ do: "block", findings: [takenDown(seen)] }];
  if (seen.ref === null) return planCreate(wish, seen, can);
  if (seen.ref.platformId === null) return planApplied(wish, seen, can);
  return planEdit(wish, seen, can);
}

type Send = Extract<Step, { do: "send" }>;
type Sends = readonly [Send, ...Send[]];

function send(kind: ListingEffectKind, facets: readonly Facet[] = [], skus: readonly string[] = []): Send {
  return { do: "send", kind, facets, skus };
}

function planAway(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (seen.ref?.platformId == null || seen.shelf === "gone") return [{ do: "rest" }];
  if (seen.shelf === "on") return sendOrSay("delist", seen, wish, can);
  if (seen.audit.state === "pending") {
    return isAbsent(can.withdraw) ? [{ do: "read", notBefore: readAgainAt(seen) }] : [send("withdraw")];
  }
  return wish.presence === "gone" && !isAbsent(can.remove) ? sendOrSay("remove", seen, wish, can) : [{ do: "rest" }];
}

function sendOrSay(kind: ListingEffectKind, seen: Observation, wish: Wish, can: Capabilities): readonly Step[] {
  const facts = can[kind];
  if (isAbsent(facts)) return [{ do: "block", findings: [cannot(kind, facts.absent)] }];
  const missing = missingNeed(facts, wish, seen);
  if (missing === null) return [send(kind)];
  return missing === "not_in_audit" ? [{ do: "read", notBefore: readAgainAt(seen) }] : [{ do: "rest" }];
}

function planCreate(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (isAbsent(can.create)) return [{ do: "block", findings: [cannot("create", can.create.absent)] }];
  return [...uploads(wish, seen), send("create", can.createSets, keysOf(wish))];
}

/** Applied for, and no product number yet: asked again while they work on it; a refused application is made anew once the wish has changed. */
function planApplied(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (seen.audit.state !== "refused") return [{ do: "read", notBefore: readAgainAt(seen) }];
  return refusedAsWished(wish, seen) ? [{ do: "block", findings: [auditRefused(seen)] }] : planCreate(wish, seen, can);
}

function planEdit(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (refusedAsWished(wish, seen)) return [{ do: "block", findings: [auditRefused(seen)] }];
  const wanted = [...edits(wish, seen, can), ...prices(wish, seen, can), ...stocks(wish, seen, can)];
  const candidates = [...wanted, ...shelf(wish, seen, can, wanted.length > 0)];
  const impossible = candidates.find(({ kind }) => isAbsent(can[kind]));
  if (impossible) return sendOrSay(impossible.kind, seen, wish, can);
  const ready = candidates.filter(({ kind }) => whyNot(kind, wish, seen, can) === null);
  if (isNonEmpty(ready)) return [...uploadsFor(ready, wish, seen), ...ready];
  if (candidates.length === 0 && seen.audit.state !== "pending") return [{ do: "rest" }];
  const inAudit = seen.audit.state === "pending";
  return inAudit ? [{ do: "read", notBefore: readAgainAt(seen) }] : [{ do: "rest" }];
}

function isNonEmpty(sends: readonly Send[]): sends is Sends {
  return sends.length > 0;
}

function whyNot(kind: ListingEffectKind, wish: Wish, seen: Observation, can: Capabilities): string | null {
  const facts = can[kind];
  return isAbsent(facts) ? "absent" : missingNeed(facts, wish, seen);
}

/** Edits of parts, grouped as the adapter can carry them; what a person changed there is left alone. */
function edits(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  const differing = PARTS.filter((part) => seen.applied[part] !== wish.parts[part] && !seen.byOthers.includes(part));
  const viaUpdate = isAbsent(can.setPrice) && priceDiffers(wish, seen) ? [...differing, "price" as const] : differing;
  return can.editGroups
    .map((group) => ({ group, touched: group.filter((facet) => (viaUpdate as readonly Facet[]).includes(facet)) }))
    .filter(({ touched }) => touched.length > 0)
    .map(({ group }) => send("update", group, keysOf(wish)));
}

function prices(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  if (isAbsent(can.setPrice) || seen.byOthers.includes("price")) return [];
  const keys = wish.skus
    .filter((sku) => skuSeen(seen, sku.merchantKey)?.priceFen !== sku.priceFen && skuSeen(seen, sku.merchantKey))
    .map((sku) => sku.merchantKey);
  return chunks(keys, can.setPrice.batch).map((chunk) => send("setPrice", ["price"], chunk));
}

function priceDiffers(wish: Wish, seen: Observation): boolean {
  return (
    !seen.byOthers.includes("price") &&
    wish.skus.some((sku) => {
      const there = skuSeen(seen, sku.merchantKey);
      return there !== undefined && there.priceFen !== sku.priceFen;
    })
  );
}

/** Stock belongs to this flow only until the product was live once; afterwards the stock flow alone writes it. */
function stocks(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  if (seen.listedOnce || isAbsent(can.setStock) || seen.byOthers.includes("stock")) return [];
  const keys = wish.skus
    .filter((sku) => {
      const there = skuSeen(seen, sku.merchantKey);
      return there !== undefined && there.shown !== sku.stock && there.stockVersion < sku.stockVersion;
    })
    .map((sku) => sku.merchantKey);
  return chunks(keys, can.setStock.batch).map((chunk) => send("setStock", ["stock"], chunk));
}

/** The way onto the shelf: by listing, or by passing the audit; an edit of the draft needs its audit even while the old copy sells. */
function shelf(wish: Wish, seen: Observation, can: Capabilities, edited: boolean): Send[] {
  if (seen.audit.state === "pending") return [];
  if (can.goesOnSaleBy === "list") return seen.shelf === "on" || !somethingToSell(wish) ? [] : [send("list")];
  const draftWaits = seen.audit.state === "none" || seen.audit.state === "refused";
  if (seen.shelf === "on" && !draftWaits) return [];
  if (edited && seen.audit.state === "refused") return [];
  const relist = seen.audit.state === "passed" && !isAbsent(can.list);
  return [send(relist ? "list" : "submit")];
}

function somethingToSell(wish: Wish): boolean {
  return wish.skus.some((sku) => sku.stock > 0);
}

/** On sale with exactly what is wished: what a rule says of it now is for the next change. A wrong price is never sent, though. */
function letStand(stops: readonly Finding[], wish: Wish, seen: Observation): boolean {
  const asWished = seen.shelf === "on" && PARTS.every((part) => seen.applied[part] === wish.parts[part]);
  const wrongPrice = stops.some(({ rule }) => /(^|\.)price(\.|$)/.test(rule));
  return asWished && !(wrongPrice && priceDiffers(wish, seen));
}

function refusedAsWished(wish: Wish, seen: Observation): boolean {
  const sent = PARTS.filter((part) => seen.applied[part] !== undefined);
  const asWished = sent.length > 0 && sent.every((part) => seen.applied[part] === wish.parts[part]);
  return seen.audit.state === "refused" && asWished;
}

function uploads(wish: Wish, seen: Observation): Step[] {
  const missing = new Set(wish.pictures.filter((picture) => !seen.uploaded.includes(picture)));
  return [...missing].map((picture) => ({ do: "upload", picture }));
}

function uploadsFor(ready: readonly Send[], wish: Wish, seen: Observation): Step[] {
  return ready.some(({ kind }) => kind === "update") ? uploads(wish, seen) : [];
}

/** When a product in audit is worth reading again: soon at first, then after as long as it has waited already. */
export function readAgainAt(seen: Pick<Observation, "at" | "audit">): Instant {
  const took = msBetween(seen.audit.since ?? seen.at, seen.at);
  return plus(seen.at, Math.min(ASK_AGAIN_AT_MOST_MS, Math.max(ASK_AGAIN_MS, took)));
}

function skuSeen(seen: Observation, merchantKey: string) {
  return seen.skus.find((sku) => sku.merchantKey === merchantKey);
}

function keysOf(wish: Wish): string[] {
  return wish.skus.map((sku) => sku.merchantKey);
}

function chunks(keys: readonly string[], size: number): string[][] {
  const count = Math.ceil(keys.length / Math.max(1, size));
  return Array.from({ length: count }, (_, n) => keys.slice(n * size, (n + 1) * size));
}

function takenDown(seen: Observation): Finding {
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

function auditRefused(seen: Observation): Finding {
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

function cannot(kind: ListingEffectKind, why: { zh: string; en: string }): Finding {
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
