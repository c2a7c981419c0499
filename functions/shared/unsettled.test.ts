import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, instantFrom, MINUTE_MS, msBetween, plus, SECOND_MS } from "../../domain/time.ts";
import { mayLookAt, stillOpen } from "./unsettled.ts";

const SENT_AT = instantFrom("2026-11-25T02:00:00.000Z");
const sent = { effect: "ship", effectKey: "k", sentAt: SENT_AT, looks: 0, lookedAt: null, print: null } as const;

/** When it is looked for, in milliseconds after the try, if every look is unclear; and from which on a person is asked. */
function looks(readLagMs: number): { times: number[]; person: number | undefined } {
  const times: number[] = [];
  let at = mayLookAt(sent, readLagMs);
  let person: number | undefined;
  for (;;) {
    times.push(msBetween(SENT_AT, at));
    const open = stillOpen({ ...sent, lookedAt: at }, readLagMs, at);
    if (open.state === "unsettled") person ??= msBetween(SENT_AT, at);
    if (open.next === null) return { times, person };
    at = open.next;
  }
}

test("an effect is looked for at the read lag, then after 1, 2, 5 and 15 minutes, then each hour for a day", () => {
  const { times, person } = looks(5 * SECOND_MS);

  expect(times.slice(0, 6)).toEqual([
    5 * SECOND_MS,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    15 * MINUTE_MS + HOUR_MS,
  ]);
  expect(person).toBe(15 * MINUTE_MS);
  expect(times).toHaveLength(5 + 24);
  expect(times.at(-1)).toBe(15 * MINUTE_MS + DAY_MS);
});

test("no look comes sooner after another than the platform shows things", () => {
  const { times } = looks(3 * MINUTE_MS);

  expect(times.slice(0, 3)).toEqual([3 * MINUTE_MS, 6 * MINUTE_MS, 15 * MINUTE_MS]);
});

test("what waits for a person says what was sent, and when", () => {
  const open = stillOpen(sent, 0, plus(SENT_AT, HOUR_MS));

  expect(open).toMatchObject({
    state: "unsettled",
    since: plus(SENT_AT, 15 * MINUTE_MS),
    findings: [{ say: { zh: expect.stringMatching(/2026-11-25 10:00:00.*发货/) } }],
  });
});
