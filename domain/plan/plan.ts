/** The pure planner: (wish, observation, capabilities) → steps; instants come from the observation. There is no list of steps anywhere: what is wanted and not so yet, and may be sent now, goes out. */
import type { Finding } from "../finding.ts";
import { MINUTE_MS, msBetween, plus } from "../time.ts";
import type { Instant } from "../units.ts";
import { isAbsent, type Capabilities, type ListingEffectKind } from "./effect.ts";
import { edits, keysOf, overwritten, priceDiffers, prices, send, stocks, type Send } from "./edits.ts";
import { auditRefused, cannot, takenDown, wouldOverwrite } from "./findings.ts";
import { missingNeed } from "./needs.ts";
import type { Observation } from "./observation.ts";
import type { Step } from "./step.ts";
import { PARTS, type Wish } from "./wish.ts";

/** How soon a platform that is still creating or auditing is asked again: at first each minute, then after as long as it already took. */
const ASK_AGAIN_MS = MINUTE_MS;
const ASK_AGAIN_AT_MOST_MS = 30 * MINUTE_MS;

/** Total, pure, never empty. Either uploads and sends that may go out in this order, or exactly one other step. */
export function plan(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (seen.turn?.phase === "sent") return [{ do: "settle", turnId: seen.turn.id }];
  if (wish.presence !== "on") return planAway(wish, seen, can);
  const stops = wish.findings.filter((finding) => finding.severity !== "hint");
  if (stops.length > 0 && !letStand(stops, wish, seen, can)) return [{ do: "block", findings: stops }];
  if (seen.shelf === "forced_off" || seen.shelf === "gone") return [{ do: "block", findings: [takenDown(seen)] }];
  if (seen.ref === null) return planCreate(wish, seen, can);
  if (seen.ref.platformId === null) return planApplied(wish, seen, can);
  return planEdit(wish, seen, can);
}

type Sends = readonly [Send, ...Send[]];

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
  return refusedAsWished(wish, seen, can)
    ? [{ do: "block", findings: [auditRefused(seen)] }]
    : planCreate(wish, seen, can);
}

function planEdit(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (refusedAsWished(wish, seen, can)) return [{ do: "block", findings: [auditRefused(seen)] }];
  if (isStuck(wish, seen, can)) return planHide(wish, seen, can);
  const others = overwritten(wish, seen, can);
  if (others.length > 0) return [{ do: "block", findings: [wouldOverwrite(others)] }];
  const wanted = [...edits(wish, seen, can), ...prices(wish, seen, can), ...stocks(wish, seen, can)];
  const onto = shelf(wish, seen, can, wanted.length > 0);
  const waits = onto.length > 0 && awaitsStock(wish, seen);
  const candidates = waits ? wanted : [...wanted, ...onto];
  const impossible = candidates.find(({ kind }) => isAbsent(can[kind]));
  if (impossible) return sendOrSay(impossible.kind, seen, wish, can);
  const ready = candidates.filter(({ kind }) => whyNot(kind, wish, seen, can) === null);
  if (isNonEmpty(ready)) return [...uploadsFor(ready, wish, seen), ...ready];
  if (seen.audit.state === "pending" || waits) return [{ do: "read", notBefore: readAgainAt(seen) }];
  return [{ do: "rest" }];
}

/** More is shown there than may be sold, and no stock write gets through: it is refused, or the audit has locked the stock. */
function isStuck(wish: Wish, seen: Observation, can: Capabilities): boolean {
  const locked = !isAbsent(can.setStock) && can.setStock.needs.includes("not_in_audit");
  return wish.shortage === "refused" || (wish.shortage === "short" && locked && seen.audit.state === "pending");
}

/** Out of the audit, which may put it on the shelf or hold its stock; where that can't be, off the shelf. */
function planHide(wish: Wish, seen: Observation, can: Capabilities): readonly Step[] {
  if (seen.audit.state === "pending" && whyNot("withdraw", wish, seen, can) === null) return [send("withdraw")];
  if (seen.shelf === "on" && whyNot("delist", wish, seen, can) === null) return [send("delist")];
  if (seen.shelf === "on" && seen.audit.state !== "pending") return sendOrSay("delist", seen, wish, can);
  return [{ do: "read", notBefore: plus(seen.at, ASK_AGAIN_AT_MOST_MS) }];
}

/** Once live, stock is the stock flow's: before it has lowered what is shown, nothing more is put on the shelf or locked by an audit. */
function awaitsStock({ shortage }: Wish, { listedOnce }: Observation): boolean {
  return shortage === "short" && listedOnce;
}

function isNonEmpty(sends: readonly Send[]): sends is Sends {
  return sends.length > 0;
}

function whyNot(kind: ListingEffectKind, wish: Wish, seen: Observation, can: Capabilities): string | null {
  const facts = can[kind];
  return isAbsent(facts) ? "absent" : missingNeed(facts, wish, seen);
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
function letStand(stops: readonly Finding[], wish: Wish, seen: Observation, can: Capabilities): boolean {
  const asWished = seen.shelf === "on" && PARTS.every((part) => seen.applied[part] === wish.parts[part]);
  const wrongPrice = stops.some(({ rule }) => /(^|\.)price(\.|$)/.test(rule));
  return asWished && !(wrongPrice && priceDiffers(wish, seen, can));
}

function refusedAsWished(wish: Wish, seen: Observation, can: Capabilities): boolean {
  const sent = PARTS.filter((part) => seen.applied[part] !== undefined);
  const asWished = sent.length > 0 && sent.every((part) => seen.applied[part] === wish.parts[part]);
  return seen.audit.state === "refused" && asWished && !priceDiffers(wish, seen, can);
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
