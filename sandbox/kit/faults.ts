import { FAULT_KINDS, type FaultKind, type InnerFault, type Recognised } from "./types.ts";

const INNER: ReadonlySet<FaultKind> = new Set<FaultKind>([
  "throttled",
  "token-expired",
  "late-visibility",
  "page-shift",
  "duplicate-rows",
  "empty-page",
]);

/** Faults that the kit acts out around the platform, whose verbs know nothing of them. */
export type OuterFault = Exclude<FaultKind, InnerFault>;

/** A fault that waits for its next `times` calls. `api` "*" is any call; `shop` null is any shop. */
export interface OrderedFault {
  kind: FaultKind;
  api: string;
  shop: string | null;
  times: number;
  delayMs: number | null;
  /** The documented code that `platform-code` answers with. */
  code?: string | null;
}

/** What befalls one call: at most one fault around the platform and one inside, so that a lost create can also be seen late. */
export interface Befallen {
  outer: { kind: OuterFault; delayMs: number | null; code?: string | null } | null;
  inner: InnerFault | null;
}

/** Faults in the order in which they were ordered. */
export interface FaultQueue {
  order(fault: OrderedFault): void;
  clear(): void;
  list(): readonly OrderedFault[];
  /** Uses up one time of the first fault of each sort that fits the call. */
  take(call: Recognised): Befallen;
}

export function faultQueue(): FaultQueue {
  let waiting: OrderedFault[] = [];
  const use = (call: Recognised, wanted: (kind: FaultKind) => boolean): OrderedFault | null => {
    const hit = waiting.find((fault) => wanted(fault.kind) && fits(fault, call));
    if (hit === undefined) return null;
    hit.times -= 1;
    waiting = waiting.filter((fault) => fault.times > 0);
    return hit;
  };
  return {
    order: (fault) => void waiting.push({ ...fault }),
    clear: () => void (waiting = []),
    list: () => waiting.map((fault) => ({ ...fault })),
    take(call) {
      const outer = use(call, isOuter);
      const inner = use(call, isInner);
      return {
        outer: outer !== null && isOuter(outer.kind) ? { ...outer, kind: outer.kind } : null,
        inner: inner !== null && isInner(inner.kind) ? inner.kind : null,
      };
    },
  };
}

/** Reads the body of `POST /__sandbox/faults`; a text says what is wrong with it. */
export function readFault(body: Readonly<Record<string, unknown>>): OrderedFault | string {
  const kind = FAULT_KINDS.find((known) => known === body["kind"]);
  if (kind === undefined) return `kind must be one of ${FAULT_KINDS.join(", ")}`;
  const { api = "*", shop = null, times = 1, delayMs = null, code = null } = body;
  if (typeof api !== "string") return "api must be the platform's name of a call, or *";
  if (shop !== null && typeof shop !== "string") return "shop must be a text";
  if (typeof times !== "number" || !Number.isInteger(times) || times < 1) return "times must be a whole number from 1";
  if (delayMs !== null && (typeof delayMs !== "number" || !(delayMs >= 0))) return "delayMs must be a number from 0";
  if (code !== null && typeof code !== "string") return "code must be a text";
  if ((kind === "platform-code") !== (code !== null)) return "platform-code, and no other kind, goes with a code";
  return { kind, api, shop, times, delayMs, ...(code !== null && { code }) };
}

function isInner(kind: FaultKind): kind is InnerFault {
  return INNER.has(kind);
}

function isOuter(kind: FaultKind): kind is OuterFault {
  return !INNER.has(kind);
}

function fits(fault: OrderedFault, call: Recognised): boolean {
  return (fault.api === "*" || fault.api === call.api) && (fault.shop === null || fault.shop === call.shop);
}
