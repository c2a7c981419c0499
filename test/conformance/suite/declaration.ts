import { expect } from "vitest";
import type { Adapter, FailureKind, Text } from "../../../adapters/contract.ts";
import { dayOf } from "../../../domain/time.ts";
import { always, type Promised } from "./check.ts";

/** What the adapter says of itself is for people: where its facts come from, and why something can't be done. */
export const declaration: Promised = {
  title: "declaration",
  why: always,
  checks: (adapter) => [
    {
      name: "names the platform's documents and the day on which they were read",
      async run(bench) {
        expect(adapter.docs, `adapters/${adapter.id}/adapter.ts, docs: the address of their documents`).toMatch(
          /^https:\/\/\S+\.\S+/,
        );
        expect(adapter.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(adapter.readOn <= dayOf(bench.now())).toBe(true);
      },
    },
    {
      name: "says why, in Chinese and in English, of everything that is absent",
      async run() {
        const silent = absences(adapter).filter(([, { zh, en }]) => !/\p{Script=Han}/u.test(zh) || !/[a-z] /i.test(en));

        expect(
          silent.map(([what]) => what),
          `adapters/${adapter.id}/adapter.ts: write what is missing here, or say in both languages why it can't be`,
        ).toEqual([]);
      },
    },
    {
      name: "has a sentence, in Chinese and in English, for every refusal on which a person must act",
      async run() {
        expect(
          mute(adapter.failures),
          `adapters/${adapter.id}/codes.ts, say: what that person is to do, at each of these codes`,
        ).toEqual([]);
      },
    },
  ],
};

const PEOPLES: readonly string[] = ["auth", "needs_merchant", "needs_operator"] satisfies FailureKind[];

/** Codes that only the runtime's own sentence for their kind would explain. */
function mute({ codes, say }: Adapter["failures"]): string[] {
  const told = Object.entries(say).filter(([, { zh, en }]) => /\p{Script=Han}/u.test(zh) && /[a-z] /i.test(en));
  const acted = Object.entries(codes).filter(([, kind]) => PEOPLES.includes(kind));
  return acted.map(([code]) => code).filter((code) => !told.some(([prefix]) => code.startsWith(prefix)));
}

function absences({
  effects,
  receiver,
  afterSale,
  vouchers,
  labels,
  laterShipping,
  events,
  mapping,
  abilities: also,
}: Adapter): [string, Text][] {
  const abilities = { ...effects, receiver, afterSale, vouchers, labels, laterShipping, events, ...also };
  const kinds = Object.entries(mapping.kinds).map(([kind, how]) => [`kind ${kind}`, how] as const);
  return [...Object.entries(abilities), ...kinds].flatMap(([what, one]): [string, Text][] =>
    "absent" in one ? [[what, one.absent]] : [],
  );
}
