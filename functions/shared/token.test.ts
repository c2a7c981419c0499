import { setImmediate as turn } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { Adapter, Token } from "../../adapters/contract.ts";
import { CallError } from "../../adapters/runtime/call.ts";
import { ownFailure } from "../../adapters/runtime/classify.ts";
import { tokenKeeper } from "../../adapters/runtime/token.ts";
import { HOUR_MS, MINUTE_MS, plus } from "../../domain/time.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import { sealer } from "./seal.ts";
import { tokenRow } from "./shops.ts";
import { keys } from "./store/keys.ts";

const AT = { m: "m1", s: "shop00000001" };
let world = memoryPorts();
/** What the platform has given: every refresh uses up the refresh text before it. */
let made = 0;
let answers: (() => Promise<void>)[] = [];
let dead = 0;
beforeEach(() => {
  world = memoryPorts();
  [made, answers, dead] = [0, [], 0];
});

const tokenNo = (n: number, lifeMs = 2 * HOUR_MS): Token => ({
  value: `t${n}`,
  refresh: `r${n}`,
  expiresAt: plus(world.ports.clock.now(), lifeMs),
});

/** Gives a token after whatever stands next in `answers`: a wait, a lost answer, a refusal. */
async function refresh(old: Token): Promise<Token> {
  const answer = answers.shift();
  if (old.refresh !== `r${made}`) throw refusal("auth");
  made += 1;
  await answer?.();
  return tokenNo(made);
}

function refusal(kind: "auth" | "throttled" | "retryable"): CallError {
  return new CallError({ kind: "failed", failure: ownFailure(kind, "E", "no", "") });
}
const lost = async () => {
  throw new CallError({ kind: "lost", why: "no_answer", requestId: "" });
};

function adapterOf(refreshable = true): Adapter {
  const auth = { kind: "oauth", renewBeforeMs: 10 * MINUTE_MS, refreshable, refresh };
  return { auth } as unknown as Adapter;
}

/** Another worker over the same row. */
function worker(adapter = adapterOf()) {
  const { ports } = world;
  const row = tokenRow(ports.table, sealer(ports.keyring, ports.table), { ...AT, adapter });
  const clock = { ...ports.clock, wait: async () => turn() };
  const onDead = async () => void (dead += 1);
  const keeper = tokenKeeper({ adapter, row, clock, context: () => ({}) as never, onDead });
  return { ...keeper, row };
}
const stored = async () => (await worker().row.read()).token?.value;

describe("ten workers whose token was refused at once", () => {
  beforeEach(() => worker().row.store(tokenNo(0)));

  test("make one refresh, and all go on with the new token", async () => {
    answers = [async () => turn()];
    const workers = Array.from({ length: 10 }, () => worker());
    expect(await Promise.all(workers.map((one) => one.renew("t0")))).toEqual(workers.map(() => true));
    expect(made).toBe(1);
    expect(await Promise.all(workers.map((one) => one.current()))).toEqual(workers.map(() => "t1"));
  });

  test("are told to come again, and not to authorise again, while the one that refreshes is slow", async () => {
    let finish = () => {};
    answers = [() => new Promise<void>((done) => (finish = done))];
    const first = worker().renew("t0");
    const others = await Promise.allSettled(Array.from({ length: 9 }, () => worker().renew("t0")));
    for (const other of others)
      expect(other).toMatchObject({ reason: { end: { kind: "failed", failure: { kind: "retryable" } } } });
    expect(dead).toBe(0);
    finish();
    expect(await first).toBe(true);
    expect(await worker().renew("t0")).toBe(true);
    expect(made).toBe(1);
  });

  test("that come one after the other find what the first has stored", async () => {
    for (let n = 0; n < 10; n++) expect(await worker().renew("t0")).toBe(true);
    expect(made).toBe(1);
  });
});

describe("ahead of time", () => {
  test("the old token serves until the new one is stored", async () => {
    await worker().row.store(tokenNo(0, 5 * MINUTE_MS));
    let finish = () => {};
    answers = [() => new Promise<void>((done) => (finish = done))];
    const renewing = worker().renewIfDue();
    while (made === 0) await turn();
    expect(await worker().current()).toBe("t0");
    finish();
    await renewing;
    expect(await worker().current()).toBe("t1");
  });

  test("a token that is good for long is left alone, and its row is due when it is not any more", async () => {
    await worker().row.store(tokenNo(0));
    await worker().renewIfDue();
    expect(made).toBe(0);
    const row = await world.table.get(keys.token(AT.m, AT.s));
    expect(row?.["WSK"]).toBe(plus(world.ports.clock.now(), 2 * HOUR_MS - 10 * MINUTE_MS));
  });
});

describe("a refresh whose answer is lost", () => {
  beforeEach(() => worker().row.store(tokenNo(0, 5 * MINUTE_MS)));

  test("leaves the old token in use, and is no reason to reject the message", async () => {
    answers = [lost];
    await worker().renewIfDue();
    expect([await worker().current(), dead]).toEqual(["t0", 0]);
  });

  test("makes a call that needs it come again later; the refresh after it is refused for good, and a person is asked", async () => {
    answers = [lost];
    await expect(worker().renew("t0")).rejects.toMatchObject({
      end: { failure: { kind: "retryable", code: "token_no_answer" } },
    });
    expect(dead).toBe(0);
    world.pass(MINUTE_MS);
    expect(await worker().renew("t0")).toBe(false);
    expect([dead, await stored()]).toEqual([1, "t0"]);
  });

  test("because there was no leave to call is as if nothing had been tried", async () => {
    answers = [
      async () => {
        made -= 1;
        throw refusal("throttled");
      },
    ];
    await expect(worker().renew("t0")).rejects.toMatchObject({ end: { failure: { kind: "throttled" } } });
    world.pass(MINUTE_MS);
    expect(await worker().renew("t0")).toBe(true);
    expect(dead).toBe(0);
  });
});

test("a token that no machine can renew asks for a person before it ends", async () => {
  const adapter = adapterOf(false);
  await worker(adapter).row.store(tokenNo(0, 5 * MINUTE_MS));
  await worker(adapter).renewIfDue();
  expect([dead, await worker(adapter).current()]).toEqual([1, "t0"]);
});

test("a new authorization that comes in the middle of a refresh is not overwritten", async () => {
  await worker().row.store(tokenNo(0));
  answers = [async () => worker().row.store({ ...tokenNo(7), value: "by hand" })];
  expect(await worker().renew("t0")).toBe(true);
  expect(await stored()).toBe("by hand");
});

describe("a token with nothing to renew it", () => {
  test("is told to be dead to every worker at once; none is told that another renews it", async () => {
    await worker().row.store({ ...tokenNo(0), refresh: null });

    const told = await Promise.all(Array.from({ length: 3 }, () => worker().renew("t0")));

    expect(told).toEqual([false, false, false]);
    expect(dead).toBe(3);
  });
});
