import { hashOf } from "../../domain/hash.ts";
import { Reading } from "../shared/messages.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { pack } from "../shared/pack.ts";
import type { Ports } from "../shared/ports.ts";
import { keys, work } from "../shared/store/keys.ts";
import * as z from "zod";

/** A message as its queue gives it. `receives`: how often it was given, this time included. */
export interface Received {
  id: string;
  body: string;
  receives: number;
}

/** From this receive on, what fails for its content alone is set aside: the queue gives it up after ten. */
const SET_ASIDE_AT = 4;

/** Stores a batch of queued readings; gives the ids of those that must come again. A message that no try will mend is kept in a row for a person and acknowledged. */
export async function ingestBatch(received: readonly Received[], ports: Ports): Promise<string[]> {
  const parsed = received.map((one) => ({ one, reading: readingOf(one.body) }));
  const good = parsed.flatMap(({ one, reading }) => (reading.ok ? [{ one, reading: reading.value }] : []));
  const { again, defects } = await ingest(
    good.map(({ reading }) => reading),
    ports,
  );
  const lost = good.filter(({ reading }) => again.includes(reading)).map(({ one }) => one.id);
  const bad = [
    ...parsed.flatMap(({ one, reading }) => (reading.ok ? [] : [{ one, why: reading.why }])),
    ...good.flatMap(({ one, reading }) =>
      defects.filter((defect) => defect.reading === reading).map(({ why }) => ({ one, why })),
    ),
  ];
  const failed: string[] = [];
  for (const { one, why } of bad) if (!(await setAside(one, why, ports))) failed.push(one.id);
  return [...lost, ...failed];
}

type Parsed = { ok: true; value: Reading } | { ok: false; why: string };

function readingOf(body: string): Parsed {
  try {
    const parsed = Reading.safeParse(JSON.parse(body));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: z.prettifyError(parsed.error) };
  } catch (error) {
    return { ok: false, why: String(error) };
  }
}

const Whose = z.object({ m: z.string().min(1), s: z.string().min(1) });

/** Receivers in it are sealed already. Without the name of a shop it can lie nowhere: it goes the way of the dead. */
async function setAside({ body, receives }: Received, why: string, ports: Ports): Promise<boolean> {
  ports.log.error("a queued reading is not good", { why, receives });
  const whose = Whose.safeParse(tryJson(body)).data;
  if (receives < SET_ASIDE_AT || whose === undefined) return false;
  const at = ports.clock.now();
  const key = keys.setAside(whose.m, whose.s, "orders", hashOf(body).slice(0, 24));
  const put = { ...key, body: pack(body), why: why.slice(0, 300), at, ...work.todo(whose.m, at) };
  await ports.table.write({ put });
  ports.log.metric("SetAside", 1, { platform: "orders" });
  return true;
}

function tryJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
