/** More than 25 skus, over the wire: the platform writes on after its answer. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Body } from "../contract.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { openBench, type Bench } from "../../test/conformance/bench.ts";
import { valueOf } from "../../test/conformance/bench/body-maker.ts";
import adapter from "./adapter.ts";

const MANY = 26;
let bench: Bench;
beforeAll(async () => {
  bench = await openBench(adapter);
});
afterAll(() => bench.close());

async function manySkus(): Promise<Body> {
  const body = await bench.body();
  const [first] = body.skus;
  if (first === undefined) throw new Error("the body has no sku");
  const skus = Array.from({ length: MANY }, (_, n) => ({
    ...first,
    merchantKey: `${body.merchantKey}-${n}`,
    attributes: { 规格: `${n + 1}号` },
  }));
  return { ...body, skus };
}

it("is accepted, reads as an audit under way until it is written, and then comes onto the shelf with every sku", async () => {
  const body = await manySkus();
  const created = await bench.send("create", body, bench.newKey());
  expect(created).toMatchObject({ kind: "accepted" });
  const ref = valueOf(created);
  const read = async () => valueOf(await bench.ask((x) => bench.adapter.read(ref, x)));
  expect((await read())?.audit.state).toBe("pending");

  await bench.advance(MINUTE_MS);
  expect((await read())?.audit.state).toBe("none");
  await bench.send("submit", ref, bench.newKey());
  const there = await bench.product(body.merchantKey);
  await bench.control("POST", `/audits/${there?.productId}`, { decision: "pass" });
  await bench.advance(MINUTE_MS);

  const reading = await read();
  expect(reading).toMatchObject({ shelf: "on", audit: { state: "passed" } });
  expect(reading?.skus.map(({ merchantKey }) => merchantKey).sort()).toEqual(
    body.skus.map(({ merchantKey }) => merchantKey).sort(),
  );
});
