import fc from "fast-check";
import { expect, test } from "vitest";
import { aCapabilities, aPlatform, aWish, anObservation } from "../../test/factories/plan-arbitraries.ts";
import type { Capabilities } from "./effect.ts";
import type { Observation } from "./observation.ts";
import { modelOf } from "./platform-model.ts";
import { plan } from "./plan.ts";
import type { Step } from "./step.ts";
import { PARTS, type Facet, type Wish } from "./wish.ts";

const sends = (steps: readonly Step[]) => steps.filter((step) => step.do === "send");
const ANY = { wish: aWish, seen: anObservation, can: aCapabilities };

function always(check: (steps: readonly Step[], given: Given) => void): void {
  fc.assert(
    fc.property(fc.record(ANY), (given) => check(plan(given.wish, given.seen, given.can), given)),
    { numRuns: 3_000 },
  );
}
interface Given {
  wish: Wish;
  seen: Observation;
  can: Capabilities;
}

test("a plan is never empty: uploads and sends, or exactly one other step", () => {
  always((steps) => {
    expect(steps.length).toBeGreaterThan(0);
    const others = steps.filter((step) => step.do !== "send" && step.do !== "upload");
    expect(others.length === 0 ? sends(steps).length > 0 : steps.length === 1).toBe(true);
  });
});

test("an effect without an answer is settled before anything else", () => {
  always((steps, { seen }) => {
    if (seen.turn?.phase === "sent") expect(steps).toEqual([{ do: "settle", turnId: seen.turn.id }]);
    else expect(steps.some((step) => step.do === "settle")).toBe(false);
  });
});

test("what the platform took down is never listed or submitted again", () => {
  always((steps, { seen }) => {
    if (seen.shelf !== "forced_off" && seen.shelf !== "gone") return;
    expect(sends(steps).filter(({ kind }) => kind === "list" || kind === "submit" || kind === "create")).toEqual([]);
  });
});

test("nothing is written whose facets all belong to others", () => {
  always((steps, { seen }) => {
    if (seen.ref?.platformId == null) return;
    const others = (facets: readonly Facet[]) => facets.length > 0 && facets.every((f) => seen.byOthers.includes(f));
    expect(sends(steps).filter(({ facets }) => others(facets))).toEqual([]);
  });
});

test("a finding that is more than a hint stops everything but taking away; a wrong price is never sent", () => {
  always((steps, { wish, seen }) => {
    const blocked = wish.findings.filter(({ severity }) => severity !== "hint");
    if (blocked.length === 0 || seen.turn?.phase === "sent") return;
    const wrongPrice = blocked.some(({ rule }) => rule === "price.zero");
    if (wrongPrice) expect(sends(steps).filter(({ facets }) => facets.includes("price"))).toEqual([]);
    const same = seen.shelf === "on" && PARTS.every((part) => seen.applied[part] === wish.parts[part]);
    const stands = same && !(wrongPrice && steps.some((step) => step.do === "block"));
    if (wish.presence === "on" && stands)
      expect(sends(steps).some(({ kind }) => kind === "create" || kind === "list")).toBe(false);
    else if (wish.presence === "on") expect(steps).toEqual([{ do: "block", findings: blocked }]);
    else expect(sends(steps).every(({ kind }) => ["delist", "withdraw", "remove"].includes(kind))).toBe(true);
  });
});

test("nothing is sent that is impossible there, and nothing is edited during an audit", () => {
  always((steps, { can, seen }) => {
    for (const { kind } of sends(steps)) {
      expect(can[kind]).not.toHaveProperty("absent");
      if (kind === "update" || kind === "setPrice") expect(seen.audit.state).not.toBe("pending");
    }
  });
});

test("a refused audit of what nobody confirmed blocks no wish: it was another content", () => {
  always((steps, { wish, seen, can }) => {
    const stops = wish.presence !== "on" || wish.findings.length > 0 || seen.turn?.phase === "sent";
    const refused = plan(wish, { ...seen, shelf: "off", applied: {}, audit: { ...seen.audit, state: "refused" } }, can);
    if (stops) return;
    expect(refused).not.toContainEqual(
      expect.objectContaining({ findings: [expect.objectContaining({ rule: "audit_refused" })] }),
    );
    expect(steps.length).toBeGreaterThan(0);
  });
});

test("prices that differ go out in one plan, each sku once, no more in a call than it takes", () => {
  always((steps, { can }) => {
    const calls = sends(steps).filter(({ kind }) => kind === "setPrice");
    if (calls.length === 0 || "absent" in can.setPrice) return;
    const keys = calls.flatMap(({ skus }) => skus);
    expect(new Set(keys).size).toBe(keys.length);
    expect(calls.length).toBe(Math.ceil(keys.length / can.setPrice.batch));
  });
});

test("a platform comes to rest as wished within 30 rounds, and again after a change", () => {
  const wishes = fc.array(
    aWish.map((wish) => ({ ...wish, presence: "on" as const, findings: [], shortage: "none" as const })),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(wishes, aPlatform, (all, can) => {
      const model = modelOf(can);
      for (const [version, any] of all.entries()) {
        const wish = { ...any, skus: any.skus.map((sku) => ({ ...sku, stockVersion: version })) };
        model.want(wish);
        let rounds = 0;
        while (model.round() !== "rest") expect(++rounds).toBeLessThan(30);
        const seen = model.seen();
        expect(seen.applied).toEqual(wish.parts);
        expect(seen.skus.map(({ priceFen }) => priceFen)).toEqual(wish.skus.map(({ priceFen }) => priceFen));
        if (can.goesOnSaleBy === "submit" || wish.skus.some(({ stock }) => stock > 0)) expect(seen.shelf).toBe("on");
      }
    }),
    { numRuns: 500 },
  );
});
