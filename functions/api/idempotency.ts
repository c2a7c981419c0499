import * as z from "zod";
import { hashOf, hashOfJson } from "../../domain/hash.ts";
import { DAY_MS, epochMs } from "../../domain/time.ts";
import { Problem } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";

/** A finished answer. */
export interface Answer {
  status: number;
  body: unknown;
}
/** A request that may come twice. `of`: everything that makes it the same request. */
export interface Repeatable {
  key: string;
  of: unknown;
}

const Stored = z.object({ print: z.string(), status: z.number(), answer: z.string(), ttl: z.number() });
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Does the work once per key and a day: a repetition gets the stored answer, another request under the same key is refused. The answer is stored after the work, so work must bear a repetition after a crash. */
export async function once(asked: Repeatable, call: Call, work: () => Promise<Answer>): Promise<Answer> {
  const { ports, m, caller } = call;
  if (!KEY.test(asked.key)) throw badKey();
  const key = keys.answer(m, hashOf(`${caller.subject}\n${asked.key}`).slice(0, 32));
  const print = hashOfJson(asked.of);
  const nowSeconds = Math.floor(epochMs(ports.clock.now()) / 1_000);
  const stored = Stored.safeParse(await ports.table.get(key)).data;
  if (stored !== undefined && stored.ttl > nowSeconds) {
    if (stored.print !== print) throw usedOtherwise();
    return { status: stored.status, body: JSON.parse(stored.answer) };
  }
  const answer = await work();
  const ttl = nowSeconds + DAY_MS / 1_000;
  await ports.table.write({ put: { ...key, print, status: answer.status, answer: JSON.stringify(answer.body), ttl } });
  return answer;
}

function badKey(): Problem {
  return new Problem(
    { status: 400, code: "idempotency_key" },
    {
      zh: "Idempotency-Key 须为 1–200 个可见字符",
      en: "an Idempotency-Key is 1-200 visible ASCII characters",
    },
  );
}

function usedOtherwise(): Problem {
  return new Problem(
    { status: 422, code: "idempotency_key_used" },
    {
      zh: "这个 Idempotency-Key 已用于另一个请求",
      en: "this Idempotency-Key was used for another request",
    },
  );
}
