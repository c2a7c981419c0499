import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import { always, type Promised } from "./check.ts";

interface About {
  documented: { codes: Record<string, string> } | null;
}

/** Every code that the platform's reference documents is one that the adapter's own table judges. */
export const codes: Promised = {
  title: "codes",
  why: always,
  checks: (adapter) => [
    {
      name: "each documented code is in the table: none falls to the default rules",
      async run(bench) {
        const { documented } = await bench.control<About>("GET", "/");
        const api = await bench.lastApiOf(() => bench.ask((x) => adapter.identify(x)));
        const unlisted: string[] = [];
        for (const code of Object.keys(documented?.codes ?? {})) {
          const told = await tellOnce(bench, { code, api });
          if (told !== null && !isListed(bench, told)) unlisted.push(`${code} (told as ${told})`);
        }

        expect(unlisted).toEqual([]);
      },
    },
  ],
};

/** The code of the failure that the adapter makes of it; null where it is taken for an answer. */
async function tellOnce(bench: Bench, { code, api }: { code: string; api: string }): Promise<string | null> {
  await bench.control("POST", "/faults", { kind: "platform-code", code, api });
  const outcome = await bench.ask((x) => bench.adapter.identify(x));
  await bench.control("DELETE", "/faults");
  await bench.advance(MINUTE_MS);
  return outcome.kind === "failed" ? outcome.failure.code : null;
}

/** A code that leaves open what happened, or says that nothing is there, is told in the runtime's own word. */
const OWN_WORDS = new Set(["server_error", "unreadable", "no_answer"]);

function isListed({ adapter }: Bench, code: string): boolean {
  if (OWN_WORDS.has(code)) return true;
  return Object.keys(adapter.failures.codes).some((prefix) => code.startsWith(prefix));
}
