import { hashOf } from "../../domain/hash.ts";
import { DAY_MS, epochMs } from "../../domain/time.ts";
import type { Text } from "../../domain/units.ts";
import type { Ports } from "./ports.ts";
import { keys, views } from "./store/keys.ts";

/** A message to people of a merchant. `to`: a supplier's id, or `merchant` for whoever runs the shop. No buyer's data in it. */
export interface Notice {
  to: string;
  kind:
    | "consignment_new"
    | "consignment_gone"
    | "consignment_refused"
    | "stop_parcel"
    | "intercept_parcel"
    | "later_refused"
    | "due";
  say: Text;
  /** What it is about, as ids: shop, order, consignment, case. */
  about: Readonly<Record<string, string>>;
  /** Makes it this notice and no other: told once, however often its cause is seen. */
  once: string;
}

const KEPT_DAYS = 30;

/** Leaves a notice where its readers look. It is a row; nothing is sent to a phone from here. */
export async function tellPerson(m: string, notice: Notice, { table, clock }: Pick<Ports, "table" | "clock">) {
  const { to, kind, say, about, once } = notice;
  const id = hashOf(`${to}|${kind}|${once}`).slice(0, 20);
  const at = clock.now();
  const ttl = Math.floor((epochMs(at) + KEPT_DAYS * DAY_MS) / 1_000);
  const put = { ...keys.notice(m, id), to, kind, say, about, at, ttl, ...views.notice(m, to, at) };
  await table.write({ put, if: { all: [["PK", "absent"]] } });
}
