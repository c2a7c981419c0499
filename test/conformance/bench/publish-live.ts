import type { Body, Effects, ListingRef } from "../../../adapters/contract.ts";
import type { Capabilities, ListingEffectKind } from "../../../domain/plan/effect.ts";
import type { Observation } from "../../../domain/plan/observation.ts";
import { plan } from "../../../domain/plan/plan.ts";
import type { Step } from "../../../domain/plan/step.ts";
import { PARTS, type Part, type Wish } from "../../../domain/plan/wish.ts";
import { hashOf } from "../../../domain/hash.ts";
import { MINUTE_MS, msBetween, SECOND_MS } from "../../../domain/time.ts";
import type { Hash } from "../../../domain/units.ts";
import type { Bench } from "../bench.ts";
import { valueOf } from "./body-maker.ts";

const MOST_ROUNDS = 40;
type Send = Extract<Step, { do: "send" }>;

/** Plays the planner until the product is on the shelf; throws with the whole story when it never gets there. */
export async function publishLive(bench: Bench, body: Body): Promise<ListingRef> {
  const wish = wishOf(body);
  let seen = nothingSeen(bench);
  const story: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (seen.shelf === "on" && seen.ref?.platformId != null && seen.audit.state !== "pending") return seen.ref;
    for (const step of plan(wish, seen, capabilities(bench))) {
      story.push(step.do === "send" ? step.kind : JSON.stringify(step));
      if (step.do === "block") throw new Error(`blocked: ${story.join(" → ")}`);
      if (step.do === "send") seen = await send(bench, { step, body, seen });
      if (step.do === "read") await bench.advance(Math.max(MINUTE_MS, msBetween(bench.now(), step.notBefore)));
    }
    await passAudit(bench, body.merchantKey);
    await bench.advance(bench.adapter.find.readLagMs + SECOND_MS);
    seen = await readAgain(bench, seen);
  }
  throw new Error(`never live: ${story.join(" → ")}; last seen ${JSON.stringify(seen)}`);
}

function wishOf(body: Body): Wish {
  const parts: Record<Part, Hash> = {
    text: hashOf("text"),
    pictures: hashOf("pictures"),
    options: hashOf("options"),
    delivery: hashOf("delivery"),
    voucher: hashOf("voucher"),
  };
  const skus = body.skus.map(({ merchantKey, priceFen, stock }) => ({ merchantKey, priceFen, stock, stockVersion: 1 }));
  return { revision: 1, presence: "on", parts, pictures: [], findings: [], shortage: "none", skus };
}

function nothingSeen(bench: Bench): Observation {
  return {
    at: bench.now(),
    ref: null,
    applied: {},
    uploaded: [],
    audit: { state: "none", since: null, reason: null },
    shelf: "never",
    listedOnce: false,
    byOthers: [],
    skus: [],
    turn: null,
  };
}

function capabilities({ adapter }: Bench): Capabilities {
  const { create, update, submit, withdraw, setPrice, setStock, list, delist, remove } = adapter.effects;
  const { stock, ship, createSets, editGroups, goesOnSaleBy, auditMinutes, find } = adapter;
  const manner = { stock, ship, createSets, editGroups, goesOnSaleBy, auditMinutes, find };
  return { create, update, submit, withdraw, setPrice, setStock, list, delist, remove, ...manner };
}

interface Sending {
  step: Send;
  body: Body;
  seen: Observation;
}

async function send(bench: Bench, { step, body, seen }: Sending): Promise<Observation> {
  const key = bench.newKey();
  if (step.kind === "create") {
    const ref = valueOf(await bench.send("create", body, key));
    return { ...seen, ref, applied: appliedOf(bench.adapter.createSets, body) };
  }
  const { ref } = seen;
  if (ref === null) throw new Error(`${step.kind} before create`);
  const skus = seen.skus.filter(({ merchantKey }) => step.skus.includes(merchantKey));
  valueOf(await bench.send(step.kind, inputOf(step, { ref, body, skus }), key));
  const stocked = step.kind === "setStock" ? step.skus : [];
  return {
    ...seen,
    applied: step.kind === "update" ? { ...seen.applied, ...appliedOf(step.facets, body) } : seen.applied,
    skus: seen.skus.map((sku) => (stocked.includes(sku.merchantKey) ? { ...sku, stockVersion: 1 } : sku)),
  };
}

function appliedOf(facets: readonly string[], body: Body): Partial<Record<Part, Hash>> {
  const { parts } = wishOf(body);
  const wanted = PARTS.filter((part) => facets.includes(part) || (part === "voucher" && body.voucher === null));
  return Object.fromEntries(wanted.map((part) => [part, parts[part]]));
}

interface Inputs {
  ref: ListingRef;
  body: Body;
  skus: Observation["skus"];
}

function inputOf(
  { kind, facets }: Send,
  { ref, body, skus }: Inputs,
): Effects[Exclude<ListingEffectKind, "create">][0] {
  if (kind === "update") return { ref, body, facets };
  if (kind !== "setPrice" && kind !== "setStock") return ref;
  const values = skus.map(({ merchantKey, platformSkuId, shown }) => {
    const sku = body.skus.find((one) => one.merchantKey === merchantKey);
    if (platformSkuId === null || sku === undefined) throw new Error(`${kind}: ${merchantKey} is not known there`);
    return {
      merchantKey,
      platformSkuId,
      priceFen: sku.priceFen,
      stock: { target: sku.stock, change: sku.stock - (shown ?? 0) },
    };
  });
  return kind === "setPrice"
    ? { ref, skus: values.map(({ priceFen: value, ...sku }) => ({ ...sku, value })) }
    : { ref, skus: values.map(({ stock: value, ...sku }) => ({ ...sku, value })) };
}

/** Lets the auditors say yes if they are asked. */
export async function passAudit(bench: Bench, merchantKey: string): Promise<void> {
  const there = await bench.product(merchantKey);
  if (there?.audit === "pending") await bench.control("POST", `/audits/${there.productId}`, { decision: "pass" });
}

async function readAgain(bench: Bench, seen: Observation): Promise<Observation> {
  const { ref } = seen;
  if (ref === null) return seen;
  const reading = valueOf(await bench.ask((x) => bench.adapter.read(ref, x)));
  if (reading === null) return { ...seen, at: bench.now() };
  const versionOf = (key: string) => seen.skus.find((sku) => sku.merchantKey === key)?.stockVersion ?? 0;
  const skus = reading.skus.map((sku) => ({ ...sku, stockVersion: versionOf(sku.merchantKey) }));
  return { ...seen, ...reading, ref: reading.ref ?? ref, skus, at: bench.now() };
}
