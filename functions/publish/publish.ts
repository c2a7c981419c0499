import { plan } from "../../domain/plan/plan.ts";
import type { Step } from "../../domain/plan/step.ts";
import { hashOfJson } from "../../domain/hash.ts";
import { MINUTE_MS, msBetween, SECOND_MS } from "../../domain/time.ts";
import type { PublishMessage } from "../shared/messages.ts";
import type { Ports } from "../shared/ports.ts";
import type { Shops } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { takeTurn, type Turn } from "../shared/turn.ts";
import { priceQuestion } from "./drift.ts";
import { lookBeforeCreate, sendStep } from "./effects.ts";
import { store, type Ended } from "./ending.ts";
import { gateOf } from "./gates.ts";
import { holdBack } from "./hold.ts";
import { keepSeen, readThere, saveSeen } from "./observe.ts";
import { settle, settlingOf } from "./settle.ts";
import { load, situationOf, type Situation } from "./situation.ts";
import { uploadStep } from "./pictures.ts";
import { SHELF } from "./refused.ts";

/** What a turn over a publication needs. */
export interface PublishServices {
  ports: Ports;
  shops: Shops;
}

const ROUNDS = 5;
const STEPS = 40;
const STALE_MS = 5 * MINUTE_MS;
/** What was on the shelf before is put there again only on a reading of this moment: somebody may have taken it down. */
const JUST_NOW_MS = 5 * SECOND_MS;

/** One turn over one publication: plan, send, store how it stands. Throws for defects and when our own table or queue is down, never for an outcome. */
export async function publish(message: PublishMessage, services: PublishServices): Promise<void> {
  if (await holdBack(message, services)) return;
  const turn = await takeTurn(keys.publication(message.m, message.l, message.s), services.ports);
  if (turn === null) return;
  for (let round = 0; round < ROUNDS; round++) {
    const { ending, want } = await play(turn, message, services);
    if ((await store(turn, { ending, want, message }, services)) !== "again") return;
  }
}

async function play(
  turn: Turn,
  message: PublishMessage,
  { ports, shops }: PublishServices,
): Promise<{ ending: Ended; want: string }> {
  const loaded = await load(message, shops, ports);
  const { want } = loaded.publication;
  const found = await situationOf(loaded, ports);
  // Before any gate: a turn that ended with its effect unsettled would send it a second time.
  const { sent } = turn;
  const settling = sent === null ? null : { ...settlingOf(loaded, found, sent), checked: message.checked === true };
  const settled = sent === null || settling === null ? null : await settle({ ...turn, sent }, settling, ports);
  if (settled !== null && settled.ending !== null) return { ending: settled.ending, want };
  turn.sent = null;
  if ("state" in found) return { ending: found, want };
  const now = settled === null ? found : { ...found, seen: settled.seen };
  const told = message.look === true && now.seen.ref?.platformId != null ? await readThere(now, ports) : null;
  if (told !== null && told.ending !== null) return { ending: told.ending, want };
  return { ending: await steps(turn, { ...now, seen: told?.seen ?? now.seen }, ports), want };
}

/** Step by step to an ending; what was seen on the way is stored with it. */
async function steps(turn: Turn, first: Situation, ports: Ports): Promise<Ended> {
  if (first.adopted) await saveSeen(first, first.seen, ports);
  let done: Taken = await freshen(first, ports);
  let now = first;
  for (let n = 0; n < STEPS && done.ending === null; n++) {
    now = { ...now, seen: done.seen, pictures: done.pictures ?? now.pictures };
    done = await next({ turn, now, ports });
  }
  await keepSeen(first, done.seen, ports);
  return done.ending ?? { state: "blocked", who: "operator", findings: [] };
}

async function next({ turn, now, ports }: Taking): Promise<Taken> {
  if (msBetween(ports.clock.now(), ports.deadline()) < 10_000)
    return { ending: { state: "waiting", waitFor: "retry", next: ports.clock.now() }, seen: now.seen };
  const [step] = plan(now.wish, { ...now.seen, turn: null }, now.can);
  return step === undefined ? { ending: { state: "done" }, seen: now.seen } : take(step, { turn, now, ports });
}

/** What was seen long ago is read again before anything is planned on it: a person may have been there since. */
async function freshen(now: Situation, ports: Ports): Promise<Taken> {
  // Off the shelf and wanted on it: its stock may have come back since, and then it can be listed.
  const away = now.wish.presence === "on" && now.seen.listedOnce && now.seen.shelf === "off";
  const stale = away || isOlder(now.seen, STALE_MS, ports);
  const readable = now.seen.ref?.platformId != null && now.seen.audit.state !== "pending";
  return stale && readable ? readAgain(now, ports) : { ending: null, seen: now.seen };
}

function isOlder({ at }: Situation["seen"], ms: number, { clock }: Ports): boolean {
  return msBetween(at, clock.now()) > ms;
}

/** A reading may show that a person took it down meanwhile: the gates are asked once more. */
async function readAgain(now: Situation, ports: Ports): Promise<Taken> {
  const read = await readThere(now, ports);
  if (read.ending !== null) return read;
  const { publication, head, shop } = now;
  const shut = gateOf({ want: publication.want, head, shop, seen: read.seen }, ports.clock.now());
  return shut === null ? read : { ending: shut, seen: read.seen };
}

interface Taking {
  turn: Turn;
  now: Situation;
  ports: Ports;
}
/** What a step came to; `ending` null: the next one may go. */
export interface Taken {
  ending: Ended | null;
  seen: Situation["seen"];
  pictures?: Situation["pictures"];
}

async function take(step: Step, { turn, now, ports }: Taking): Promise<Taken> {
  const { seen } = now;
  switch (step.do) {
    case "rest":
      return { ending: priceQuestion(now.wish, seen) ?? { state: "done" }, seen };
    case "block":
      return { ending: { state: "blocked", who: "merchant", findings: step.findings }, seen };
    case "settle":
      throw new TypeError("a settled turn is planned without its turn");
    case "read":
      if (step.notBefore > ports.clock.now())
        return { ending: { state: "waiting", waitFor: waitsFor(seen), next: step.notBefore }, seen };
      return readAgain(now, ports);
    case "upload":
      return uploadStep(step.picture, now, ports);
    case "send": {
      const print = hashOfJson({
        kind: step.kind,
        parts: now.wish.parts,
        skus: now.wish.skus.map((sku) => sku.priceFen),
        findings: [],
      });
      if (seen.refused === print) {
        const { who, findings } = now.publication;
        return { ending: { state: "blocked", who: who ?? "operator", findings }, seen };
      }
      if (step.kind === "create" && mustLook(now)) return lookBeforeCreate(now, ports);
      if (SHELF[step.kind] === "on" && seen.listedOnce && isOlder(seen, JUST_NOW_MS, ports))
        return readAgain(now, ports);
      return sendStep(step, { turn, now, ports, print });
    }
    default:
      return step satisfies never;
  }
}

function mustLook({ seen, shop }: Situation): boolean {
  return seen.looked < shop.row.epoch || seen.tried === true;
}

/** A product that the platform has not numbered, or audits, or whose stock must fall first. */
function waitsFor({ ref, audit }: Situation["seen"]): "audit" | "stock" {
  return ref?.platformId == null || audit.state === "pending" ? "audit" : "stock";
}
