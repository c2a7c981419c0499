/** The leased limiter: one row per limit, slots in time that expire, so that hoarded leave can't be spent together. */
import type { RateLimit } from "../contract.ts";
import { dayOf, epochMs } from "../../domain/time.ts";
import type { Clock, Leave, Limiter, Urgency } from "./ports.ts";

/** What a worker asks of a limit's row. Times are epoch milliseconds. */
export interface SlotAsk {
  nowMs: number;
  /** Time between two calls at the allowed rate. */
  intervalMs: number;
  slots: number;
  /** How far into the future this class of call may reserve. */
  aheadMs: number;
  /** The Asia/Shanghai day, and how many calls of it this class may use up; null: no daily budget. */
  day: string;
  dailyLimit: number | null;
}
export type SlotAnswer =
  | { ok: true; firstMs: number; slots: number }
  | { ok: false; why: "rate" | "blocked" | "daily" | "unreachable"; retryAtMs: number };

/** The row of a limit; every method is one conditional write. */
export interface LimitRow {
  lease(key: string, ask: SlotAsk): Promise<SlotAnswer>;
  block(key: string, untilMs: number): Promise<void>;
}

const AHEAD_MS: Record<Urgency, number> = {
  person: 2_000,
  ship: 2_000,
  stock: 1_600,
  price: 1_200,
  pull: 1_000,
  content: 600,
};
/** How long a call waits in place for its slot. A pull would rather wait than give its lease back. */
const WAIT_MS: Record<Urgency, number> = {
  person: 2_000,
  ship: 2_000,
  stock: 2_000,
  price: 2_000,
  pull: 15_000,
  content: 2_000,
};
/** Others may be faster each time. */
const MOST_WAITS = 10;
/** How much of a day's calls each class may use up: a fifth is left to people's clicks, and what a buyer waits for goes before what can wait. */
const DAY_SHARE: Record<Urgency, number> = {
  person: 1,
  ship: 1,
  stock: 0.8,
  price: 0.8,
  pull: 0.75,
  content: 0.7,
};

/** The part of a daily limit that a class may use. */
export function machineShare(urgency: Urgency): number {
  return DAY_SHARE[urgency];
}
/** Even where the burst leaves no room, a slot may be used this late: timers are not exact. */
const MIN_SLACK_MS = 20;

/** What a limit's numbers allow one lease: k slots at most, each usable for `slackMs` after its time; slack × rate + k ≤ burst. */
export function leaseShape(limit: RateLimit): { intervalMs: number; slots: number; slackMs: number } {
  const intervalMs = limit.perMs / limit.calls;
  const slots = Math.max(1, Math.min(10, Math.floor(1_000 / intervalMs), Math.floor(limit.burst / 2)));
  return { intervalMs, slots, slackMs: Math.max(MIN_SLACK_MS, (limit.burst - slots) * intervalMs) };
}

interface Slot {
  fromMs: number;
  untilMs: number;
}

/** A limiter over rows that all workers share; `keyOf` names the row of a limit (it knows the app and the shop). */
export function leasedLimiter(rows: LimitRow, clock: Clock, keyOf: (limit: RateLimit) => string): Limiter {
  const leased = new Map<string, Slot[]>();

  /** Under way now, by key and class: whoever needs a slot of it meanwhile waits for the same lease instead of asking for another. */
  const leasing = new Map<string, Promise<SlotAnswer>>();

  function slotLeft(key: string): Slot | undefined {
    const now = epochMs(clock.now());
    const usable = (leased.get(key) ?? []).filter((slot) => now <= slot.untilMs);
    const next = usable.shift();
    leased.set(key, usable);
    return next;
  }

  async function slotOf(limit: RateLimit, urgency: Urgency): Promise<SlotAnswer> {
    const key = keyOf(limit);
    const asked = `${key} ${urgency}`;
    for (;;) {
      const next = slotLeft(key);
      if (next) return { ok: true, firstMs: next.fromMs, slots: 1 };
      const underWay = leasing.get(asked);
      if (underWay === undefined) {
        const mine = lease(limit, urgency).finally(() => leasing.delete(asked));
        leasing.set(asked, mine);
        return mine;
      }
      const answer = await underWay;
      if (!answer.ok) return answer;
    }
  }

  async function lease(limit: RateLimit, urgency: Urgency): Promise<SlotAnswer> {
    const { intervalMs, slots, slackMs } = leaseShape(limit);
    const daily = limit.daily ?? null;
    const key = keyOf(limit);
    const answer = await rows.lease(key, {
      nowMs: epochMs(clock.now()),
      intervalMs,
      slots,
      aheadMs: AHEAD_MS[urgency],
      day: dayOf(clock.now()),
      dailyLimit: daily === null ? null : Math.floor(daily * DAY_SHARE[urgency]),
    });
    if (answer.ok) {
      const times = Array.from({ length: answer.slots }, (_, index) => answer.firstMs + index * intervalMs);
      leased.set(key, [...(leased.get(key) ?? []), ...times.slice(1).map((at) => slotAt(at, slackMs))]);
    }
    return answer;
  }

  return {
    async ask(limits, urgency): Promise<Leave> {
      const patientUntilMs = epochMs(clock.now()) + WAIT_MS[urgency];
      let goMs = epochMs(clock.now());
      for (const limit of limits) {
        let answer = await slotOf(limit, urgency);
        for (let waits = 0; !answer.ok; waits++) {
          if (answer.retryAtMs > patientUntilMs || waits === MOST_WAITS) return refusal(answer, clock);
          await clock.wait(Math.max(1, answer.retryAtMs - epochMs(clock.now())));
          answer = await slotOf(limit, urgency);
        }
        goMs = Math.max(goMs, answer.firstMs);
      }
      const waitMs = goMs - epochMs(clock.now());
      if (waitMs > 0) await clock.wait(waitMs);
      return { ok: true };
    },
    async slowDown(limits, ms) {
      const untilMs = epochMs(clock.now()) + ms;
      for (const limit of limits) {
        leased.delete(keyOf(limit));
        await rows.block(keyOf(limit), untilMs);
      }
    },
  };
}

function slotAt(fromMs: number, slackMs: number): Slot {
  return { fromMs, untilMs: fromMs + slackMs };
}

function refusal(answer: Extract<SlotAnswer, { ok: false }>, clock: Clock): Leave {
  return { ok: false, why: answer.why, retryAfterMs: Math.max(1, Math.ceil(answer.retryAtMs - epochMs(clock.now()))) };
}

/** What a row says to an ask: pure, so that the table, the simulation and tests share it. */
export interface LimitState {
  tatMs: number;
  blockedUntilMs: number;
  day: string;
  used: number;
}
/** The next state and answer of a limit's row. `tat` never lies further ahead than the class may reserve. */
export function leaseSlots(state: LimitState, ask: SlotAsk): { state: LimitState; answer: SlotAnswer } {
  if (ask.nowMs < state.blockedUntilMs) {
    return { state, answer: { ok: false, why: "blocked", retryAtMs: state.blockedUntilMs } };
  }
  const used = state.day === ask.day ? state.used : 0;
  if (ask.dailyLimit !== null && used + ask.slots > ask.dailyLimit) {
    return { state, answer: { ok: false, why: "daily", retryAtMs: ask.nowMs + 3_600_000 } };
  }
  const firstMs = Math.max(state.tatMs, ask.nowMs);
  if (firstMs > ask.nowMs + ask.aheadMs) {
    return { state, answer: { ok: false, why: "rate", retryAtMs: firstMs - ask.aheadMs + 1 } };
  }
  const next = { ...state, tatMs: firstMs + ask.slots * ask.intervalMs, day: ask.day, used: used + ask.slots };
  return { state: next, answer: { ok: true, firstMs, slots: ask.slots } };
}

/** A row in memory of one process: for tests, the conformance bench and the simulation. */
export function limitRowInMemory(): LimitRow {
  const states = new Map<string, LimitState>();
  const stateOf = (key: string) => states.get(key) ?? { tatMs: 0, blockedUntilMs: 0, day: "", used: 0 };
  return {
    async lease(key, ask) {
      const { state, answer } = leaseSlots(stateOf(key), ask);
      states.set(key, state);
      return answer;
    },
    async block(key, untilMs) {
      const state = stateOf(key);
      states.set(key, { ...state, blockedUntilMs: Math.max(state.blockedUntilMs, untilMs) });
    },
  };
}
