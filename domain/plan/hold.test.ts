import { describe, expect, it } from "vitest";
import { instantFrom } from "../time.ts";
import { liveAbout, type OnItsWay } from "./hold.ts";

const at = (clock: string) => instantFrom(`2026-11-25T${clock}:00.000Z`);
const COUNTED = { settle: "lookup", needs: [], batch: 1, costsQuota: true, confidence: "shown" } as const;
const can = { update: COUNTED, auditMinutes: 60 };
const live: OnItsWay = {
  audit: "passed",
  since: at("05:00"),
  shelf: "on",
  seenAt: at("07:00"),
  changedAt: at("06:00"),
};

describe("about when buyers see it", () => {
  it.each<[string, Partial<OnItsWay>, string | null]>([
    ["nothing is on its way", {}, null],
    ["a first publication that was not sent yet", { audit: "none", shelf: "never", seenAt: null }, "09:00"],
    ["a first publication in its audit", { audit: "pending", since: at("07:40"), shelf: "off" }, "08:40"],
    ["an audit that takes longer than usual", { audit: "pending", since: at("06:30"), shelf: "off" }, null],
    ["an edit that waits for further ones", { changedAt: at("07:55") }, "09:05"],
    [
      "an edit made during an audit: after the next one",
      { audit: "pending", since: at("07:40"), changedAt: at("07:50") },
      "09:40",
    ],
    ["an edit that ought to be out long ago", { changedAt: at("07:30") }, null],
  ])("%s", (_is, change, expected) => {
    expect(liveAbout({ ...live, ...change }, can, at("08:00"))).toBe(expected === null ? null : at(expected));
  });

  it("does not wait where edits cost nothing", () => {
    const free = { ...can, update: { ...COUNTED, costsQuota: false } };

    expect(liveAbout({ ...live, changedAt: at("07:59") }, free, at("08:00"))).toBe(at("09:00"));
  });
});
