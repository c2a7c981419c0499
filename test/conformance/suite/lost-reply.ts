import { expect } from "vitest";
import type { TrueProduct } from "../../../sandbox/kit/types.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { lookFor } from "./look.ts";

const LOST = [
  "lost-answer",
  "no-answer",
  "http-500-before",
  "http-500-after",
  "malformed",
  "truncated",
  "html",
] as const;
const DONE_THERE = new Set<string>(["lost-answer", "http-500-after"]);

/** Whatever becomes of the reply to `create`, it is unknown, and settling it as declared leaves one product. */
export const lostReply: Promised = {
  title: "lost-reply",
  why(adapter) {
    const { create } = adapter.effects;
    if (!("absent" in create) && create.settle === "blind") return "create is blind: a person settles it";
    return whyAbsent(adapter, "create");
  },
  checks: () => [
    ...LOST.map((kind) => ({
      name: `${kind}: create says unknown, and settling leaves one product`,
      run: (bench: Bench) => loseReply(bench, kind),
    })),
    {
      name: "refused before a byte was taken: create says failed, not unknown, or leaves settling to one product",
      run: (bench: Bench) => loseReply(bench, "refused"),
    },
  ],
};

async function loseReply(bench: Bench, kind: (typeof LOST)[number] | "refused"): Promise<void> {
  const { create } = bench.adapter.effects;
  const settle = "absent" in create ? "absent" : create.settle;
  const api = await createApi(bench);
  const [body, key] = [await bench.body(), bench.newKey()];
  await bench.control("POST", "/faults", { kind, api, ...(kind === "no-answer" && { delayMs: 20 }) });

  const outcome = await bench.send("create", body, key);

  if (kind !== "refused") expect(outcome).toMatchObject({ kind: "unknown" });
  else expect(["unknown", "failed"]).toContain(outcome.kind);
  if (DONE_THERE.has(kind)) expect(await bench.product(body.merchantKey)).not.toBeNull();
  if (settle !== "lookup" || !(await isFound(bench, body.merchantKey))) await bench.send("create", body, key);
  const there = await bench.control<TrueProduct[]>("GET", "/products");
  expect(there.filter((product) => product.merchantKey === body.merchantKey)).toHaveLength(1);
}

async function isFound(bench: Bench, merchantKey: string): Promise<boolean> {
  for (let n = 0; n < 3; n++) {
    await bench.advance(bench.adapter.find.readLagMs);
    const looked = await lookFor(bench, merchantKey);
    if (looked.kind === "done" && looked.value.length > 0) return true;
  }
  return false;
}

const apis = new WeakMap<Bench, Promise<string>>();

/** Their name of the call that creates, from the sandbox's log; asked once a bench. */
function createApi(bench: Bench): Promise<string> {
  const known =
    apis.get(bench) ??
    bench.ground().then(async () => {
      const body = await bench.body();
      return bench.lastApiOf(() => bench.send("create", body, bench.newKey()));
    });
  apis.set(bench, known);
  return known;
}
