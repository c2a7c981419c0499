import { createHash } from "node:crypto";
import type { ControlAnswer, Sandbox, SandboxClock, SandboxRandom, WireAnswer, WireRequest } from "./types.ts";

/** The world of the toy platform that the kit is tested with. */
export interface ToyWorld {
  made: string[];
  seededName: string;
  settledAt: number;
  orders: string[];
  seenFaults: string[];
}

/** Not a platform: `POST /make?name=` makes a thing, `GET /list` lists them, `GET /echo` tells what arrived. */
export const toy: Sandbox<ToyWorld> = {
  id: "toy",
  placeholders: { patience: { value: 1, why: "no toy says" } },
  switches: { unkind: true, lagMs: 5 },
  newWorld: (tools: { clock: SandboxClock; random: SandboxRandom }) => ({
    made: [],
    seededName: tools.random.digits(19),
    settledAt: tools.clock.now(),
    orders: [],
    seenFaults: [],
  }),
  credentials: (world) => ({ app: { appKey: "k" }, shop: { shopNo: "s" }, token: world.seededName }),
  shops: () => [{ shop: "s", name: "Toy shop" }],
  recognise(request) {
    const url = urlOf(request);
    return { api: url.pathname.slice(1) || null, shop: url.searchParams.get("shop") };
  },
  settle({ world, clock }) {
    world.settledAt = clock.now();
  },
  handle(request, { world, fault }) {
    const url = urlOf(request);
    if (fault !== null) world.seenFaults.push(fault);
    if (url.pathname === "/make") world.made.push(url.searchParams.get("name") ?? "");
    if (url.pathname === "/broken") throw new Error("a verb broke");
    if (url.pathname === "/echo") return json(echo(request));
    return json({ made: world.made, seenFaults: world.seenFaults });
  },
  acts: {
    placeOrder(order, { world }) {
      const line = order.lines[0];
      if (line?.merchantKey !== "ON-SALE") return refused("not_on_sale", "the toy isn't on sale");
      world.orders.push(`o${world.orders.length}`);
      return { ok: true, value: { orderNo: world.orders.at(-1), placedAt: order.placedAt ?? null } };
    },
    onOrder: (verb, orderNo) => ({ ok: true, value: { verb, orderNo } }),
    decideAudit: (productId, decision) => ({ ok: true, value: { productId, ...decision } }),
    setAuditPolicy: (policy) => ({ ok: true, value: policy }),
    addProduct: (product) => ({ ok: true, value: { productId: "p", ...product } }),
    editProduct: (productId, change) => ({ ok: true, value: { productId, ...change } }),
    forceOff: (productId, body) => ({ ok: true, value: { productId, ...body } }),
  },
  truth: {
    products: () => [],
    orders: () => [],
    shipments: () => [{ shop: "s", orderNo: "o0", carrier: "c", waybill: "w", at: "2026-01-01T00:00:00.000Z" }],
    vouchers: () => [],
  },
  secretNames: ["token", "sign"],
  catalog: { served: ["make", "list", "echo"], missing: [], prefix: "", codes: { TOO_BIG: "too big" }, states: {} },
  codeOf: ({ body }) => /"code":"(\w+)"/.exec(String(body))?.[1] ?? null,
  refusal: (code) => json({ code }),
};

function refused(code: string, message: string): ControlAnswer {
  return { ok: false, refusal: { status: 409, code, message } };
}

function urlOf(request: WireRequest): URL {
  return new URL(request.target, "http://toy");
}

function echo({ method, target, headers, body }: WireRequest): unknown {
  return { method, target, headers, sha256: createHash("sha256").update(body).digest("hex") };
}

function json(body: unknown): WireAnswer {
  return { status: 200, headers: { "content-type": "application/json", "x-toy": "1" }, body: JSON.stringify(body) };
}
