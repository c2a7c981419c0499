import { isTexts, readOrder, readSwitches } from "./bodies.ts";
import { instantText, readInstant } from "./clock.ts";
import { readFault } from "./faults.ts";
import type { Host } from "./host.ts";
import type { ControlAnswer } from "./types.ts";

/** A call of the control API: `path` is what follows `/__sandbox`, `body` the parsed JSON object. */
export interface ControlCall {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Readonly<Record<string, unknown>>;
}
export interface ControlReply {
  status: number;
  body: unknown;
}

type Body = ControlCall["body"];
type Route<World> = (host: Host<World>, call: ControlCall, parts: readonly string[]) => ControlReply;

/** Answers a call of the control API; refusals are `{code, message}` with the status that fits. */
export function control<World>(host: Host<World>, call: ControlCall): ControlReply {
  const parts = call.path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const route = routeOf<World>(call.method, parts);
  if (route === null) return refuse(404, "no_route", `the control API has no ${call.method} /__sandbox${call.path}`);
  return route(host, call, parts);
}

function routeOf<World>(method: string, parts: readonly string[]): Route<World> | null {
  const [first = "", second, third] = parts;
  const tail = parts.length > 3 ? "/…" : "";
  const shape = second === undefined ? first : third === undefined ? `${first}/:id` : `${first}/:id/${third}`;
  const table: Readonly<Record<string, Route<World>>> = { ...stage(), ...acts(), ...truth() };
  const order = first === "orders" && third !== undefined ? "orders/:id/:verb" : shape;
  return table[`${method} ${second === "policy" ? "audits/policy" : order}${tail}`] ?? null;
}

function stage<World>(): Readonly<Record<string, Route<World>>> {
  return {
    "GET ": (host) => ok(about(host)),
    "POST reset": (host, { body }) => reset(host, body),
    "POST clock": (host, { body }) => moveClock(host, body),
    "POST faults"(host, { body }) {
      const fault = readFault(body);
      if (typeof fault === "string") return refuse(400, "bad_fault", fault);
      if (fault.code != null && host.sandbox.catalog?.codes[fault.code] === undefined) {
        return refuse(400, "bad_fault", `no reference documents the code ${fault.code}`);
      }
      host.faults.order(fault);
      return ok({ faults: host.faults.list() });
    },
    "DELETE faults"(host) {
      host.faults.clear();
      return ok({ faults: [] });
    },
    "GET calls": (host, { query }) => ok(host.journal.after(Number(query.get("after") ?? 0) || 0)),
  };
}

function acts<World>(): Readonly<Record<string, Route<World>>> {
  return {
    "POST orders"(host, { body }) {
      const order = readOrder(body);
      return typeof order === "string"
        ? refuse(400, "bad_order", order)
        : reply(host.sandbox.acts.placeOrder(order, host.scene()));
    },
    "POST orders/:id/:verb": (host, { body }, [, orderNo = "", verb = ""]) =>
      ORDER_VERBS.has(verb)
        ? reply(host.sandbox.acts.onOrder(verb, orderNo, body, host.scene()))
        : refuse(404, "no_verb", `an order knows ${[...ORDER_VERBS].join(", ")}`),
    "POST audits/policy": (host, { body }) => auditPolicy(host, body),
    "POST audits/:id": (host, { body }, [, productId = ""]) => decideAudit(host, productId, body),
    "POST products": (host, { body }) => reply(host.sandbox.acts.addProduct(body, host.scene())),
    "POST products/:id/edit": (host, { body }, [, id = ""]) =>
      reply(host.sandbox.acts.editProduct(id, body, host.scene())),
    "POST products/:id/force-off": (host, { body }, [, id = ""]) =>
      reply(host.sandbox.acts.forceOff(id, body, host.scene())),
  };
}

function truth<World>(): Readonly<Record<string, Route<World>>> {
  return {
    "GET orders": (host) => ok(host.sandbox.truth.orders(host.scene().world)),
    "GET products": (host) => ok(host.sandbox.truth.products(host.scene().world)),
    "GET shipments": (host) => ok(host.sandbox.truth.shipments(host.scene().world)),
    "GET pushes": (host, { query }) => ok(host.sandbox.pushes?.(query.get("shop") ?? "", host.scene()) ?? []),
    "GET labels": (host) => ok(host.sandbox.truth.labels?.(host.scene().world) ?? []),
    "GET vouchers": (host) => ok(host.sandbox.truth.vouchers(host.scene().world)),
  };
}

const ORDER_VERBS: ReadonlySet<string> = new Set(["pay", "cancel", "receive", "ask-refund", "change-address"]);

function about<World>(host: Host<World>): unknown {
  const { world } = host.scene();
  return {
    platform: host.sandbox.id,
    now: instantText(host.clock.now()),
    seed: host.seed(),
    shops: host.sandbox.shops(world),
    faults: host.faults.list(),
    placeholders: host.sandbox.placeholders,
    switches: host.switches(),
    documented: host.sandbox.catalog ?? null,
  };
}

function reset<World>(host: Host<World>, body: Body): ControlReply {
  const seed = body["seed"] ?? host.seed();
  if (typeof seed !== "number" || !Number.isInteger(seed))
    return refuse(400, "bad_seed", "seed must be a whole number");
  const switches = readSwitches(body["switches"] ?? {}, host.sandbox.switches);
  if (typeof switches === "string") return refuse(400, "bad_switches", switches);
  host.reset(seed, switches);
  return ok({ seed, switches: host.switches(), ...host.sandbox.credentials(host.scene().world) });
}

function moveClock<World>(host: Host<World>, { now, advanceMs }: Body): ControlReply {
  if (typeof advanceMs === "number" && Number.isFinite(advanceMs)) host.clock.advance(advanceMs);
  else {
    const ms = readInstant(now);
    if (ms === null) return refuse(400, "bad_clock", "give now (ISO text with a zone, or epoch ms) or advanceMs");
    host.clock.set(ms);
  }
  host.scene();
  return ok({ now: instantText(host.clock.now()) });
}

function auditPolicy<World>(host: Host<World>, { afterMs, refuseWords }: Body): ControlReply {
  if (afterMs !== undefined && (typeof afterMs !== "number" || afterMs < 0)) {
    return refuse(400, "bad_policy", "afterMs must be a number from 0");
  }
  if (refuseWords !== undefined && !isTexts(refuseWords)) {
    return refuse(400, "bad_policy", "refuseWords must be a list of texts");
  }
  const policy = { ...(afterMs !== undefined && { afterMs }), ...(refuseWords !== undefined && { refuseWords }) };
  return reply(host.sandbox.acts.setAuditPolicy(policy, host.scene()));
}

function decideAudit<World>(host: Host<World>, productId: string, { decision, reason }: Body): ControlReply {
  if (decision !== "pass" && decision !== "refuse") {
    return refuse(400, "bad_decision", "decision must be pass or refuse");
  }
  const words = typeof reason === "string" ? { reason } : {};
  return reply(host.sandbox.acts.decideAudit(productId, { decision, ...words }, host.scene()));
}

function reply(answer: ControlAnswer): ControlReply {
  if (answer.ok) return ok(answer.value ?? {});
  const { status, code, message } = answer.refusal;
  return refuse(status, code, message);
}

function ok(body: unknown): ControlReply {
  return { status: 200, body };
}

function refuse(status: number, code: string, message: string): ControlReply {
  return { status, body: { code, message } };
}
