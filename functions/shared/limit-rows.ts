import * as z from "zod";
import { leaseSlots, type LimitRow, type LimitState } from "../../adapters/runtime/limits.ts";
import type { Table } from "./ports.ts";

const StoredLimit = z.object({
  tatMs: z.number().default(0),
  blockedUntilMs: z.number().default(0),
  day: z.string().default(""),
  used: z.number().default(0),
  ver: z.number().default(0),
});
const LEASE_TRIES = 5;

/** Limits in the table: read, then one write under the version. Unreachable: refused as retryable, never open. */
export function limitRows(table: Table): LimitRow {
  const last = new Map<string, LimitState & { ver: number }>();
  const key = (PK: string) => ({ PK, SK: "GCRA" });
  return {
    async lease(PK, ask) {
      for (let tries = 0; tries < LEASE_TRIES; tries++) {
        const { ver, ...state } = last.get(PK) ?? StoredLimit.parse((await table.get(key(PK))) ?? {});
        const { state: next, answer } = leaseSlots(state, ask);
        if (!answer.ok) {
          if (last.delete(PK)) continue;
          return answer;
        }
        const same = ver === 0 ? ({ all: [["ver", "absent"]] } as const) : ({ all: [["ver", "=", ver]] } as const);
        const written = await table.write({ update: key(PK), set: { ...next, ver: ver + 1 }, if: same });
        if (written.ok) {
          last.set(PK, { ...next, ver: ver + 1 });
          return answer;
        }
        last.set(PK, StoredLimit.parse(written.old ?? {}));
      }
      return { ok: false, why: "unreachable", retryAtMs: ask.nowMs + 1_000 };
    },
    async block(PK, untilMs) {
      last.delete(PK);
      await table.write({ update: key(PK), set: { blockedUntilMs: untilMs }, add: { ver: 1 } });
    },
  };
}
