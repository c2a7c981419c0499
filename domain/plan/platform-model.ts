/** A small platform that does what it is sent, for the convergence test of the planner. */
import { instantFrom, MINUTE_MS, plus } from "../time.ts";
import type { Capabilities } from "./effect.ts";
import type { Observation } from "./observation.ts";
import { plan } from "./plan.ts";
import type { Step } from "./step.ts";
import { PARTS, type Facet, type Wish } from "./wish.ts";

const NOTHING: Observation = {
  at: instantFrom("2026-11-25T00:00:00.000Z"),
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

type Send = Extract<Step, { do: "send" }>;

/** Each round plans once and does all of it; a `read` lets the audit pass. Gives back the round's first step. */
export function modelOf(can: Capabilities) {
  let seen = NOTHING;
  let wish: Wish | null = null;

  function round(): Step["do"] {
    if (wish === null) throw new Error("nothing is wanted yet");
    const steps = plan(wish, seen, can);
    for (const step of steps) {
      if (step.do === "upload") seen = { ...seen, uploaded: [...seen.uploaded, step.picture] };
      else if (step.do === "read") seen = audited(seen, can);
      else if (step.do === "send") seen = after(step, { seen, wish, can });
      else if (step.do !== "rest") throw new Error(`a willing platform got ${JSON.stringify(step)}`);
    }
    seen = { ...seen, at: plus(seen.at, MINUTE_MS) };
    return steps[0]?.do ?? "rest";
  }

  return { want: (next: Wish) => void (wish = next), seen: () => seen, round };
}

function audited(seen: Observation, can: Capabilities): Observation {
  const passed = { ...seen, audit: { ...seen.audit, state: "passed" as const } };
  return can.goesOnSaleBy === "submit" ? { ...passed, shelf: "on", listedOnce: true } : passed;
}

interface Scene {
  seen: Observation;
  wish: Wish;
  can: Capabilities;
}

function after({ kind, facets, skus }: Send, { seen, wish, can }: Scene): Observation {
  const unsent = can.goesOnSaleBy === "submit" ? "none" : "pending";
  const audit = (state: "none" | "pending") => ({ state, since: seen.at, reason: null });
  const written = writing(facets, skus, { seen, wish, can });
  switch (kind) {
    case "create": {
      const ref = { merchantKey: "K", platformId: "p", ticket: null };
      return { ...written, ref, audit: audit(unsent), shelf: "off" };
    }
    case "update":
      return { ...written, audit: audit(unsent) };
    case "submit":
      return { ...seen, audit: audit("pending") };
    case "list":
      return { ...seen, shelf: "on", listedOnce: true };
    default:
      return written;
  }
}

function writing(facets: readonly Facet[], keys: readonly string[], { seen, wish }: Scene): Observation {
  const parts = PARTS.filter((part) => facets.includes(part)).map((part) => [part, wish.parts[part]] as const);
  const skus = wish.skus.map((sku) => {
    const { merchantKey } = sku;
    const blank = { merchantKey, platformSkuId: merchantKey, priceFen: null, shown: 0, booked: 0, stockVersion: -1 };
    const there = seen.skus.find((old) => old.merchantKey === merchantKey) ?? blank;
    if (!keys.includes(merchantKey)) return there;
    const price = facets.includes("price") ? { priceFen: sku.priceFen } : {};
    const stock = facets.includes("stock") ? { shown: sku.stock, stockVersion: sku.stockVersion } : {};
    return { ...there, ...price, ...stock };
  });
  return { ...seen, applied: { ...seen.applied, ...Object.fromEntries(parts) }, skus };
}
