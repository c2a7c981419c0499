import type { Hint, Push } from "../../adapters/contract.ts";
import { hashOf } from "../../domain/hash.ts";
import { DAY_MS, epochMs, plus } from "../../domain/time.ts";
import type { Message, Ports } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";

/** What came in at a shop's address. Nothing of it is believed before the shop's own signature holds. */
export interface Asked extends Push {
  path: string;
}
export interface Answer {
  status: number;
  body: string;
}
export interface CallbackServices {
  ports: Ports;
  shops: Shops;
}

const PATH = /^\/callbacks\/([a-z][a-z0-9]{1,20})\/([A-Za-z0-9_-]{1,64})\/([a-z0-9]{12})$/;
/** Hints are small; what is larger is no hint. */
const MOST_BYTES = 262_144;
const MOST_HINTS = 50;
const KNOWN_FOR_MS = DAY_MS;
/** The same for a stranger's shop, a forged signature and a platform without pushes: it tells nobody which it was. */
const REFUSED: Answer = { status: 403, body: "" };

/** Verifies a push over its raw bytes and queues "read this again", nothing more. Not verified: refused as the platform expects it. The same push again within a day is answered and does nothing. */
export async function receive(asked: Asked, { ports, shops }: CallbackServices): Promise<Answer> {
  if (asked.raw.length > MOST_BYTES) return { status: 413, body: "" };
  const [, platform = "", m = "", s = ""] = PATH.exec(asked.path) ?? [];
  const row = platform === "" ? null : await ports.table.get(keys.shop(m, s));
  if (row?.["platform"] !== platform) return refused("no such shop", ports);
  const shop = await shops.open(m, s, "pull");
  const { events } = shop.adapter;
  if ("absent" in events) return refused("the platform pushes nothing", ports);
  const told = await shop.signInDoor.ask(async (x) => verified(() => events.receive(asked, x)));
  if (told.kind !== "done" || told.value === null) return refused("unreadable", ports);
  const { verified: holds, reply, hints } = told.value;
  if (!holds) return refused("signature", ports, reply);
  if (hints.length > 0) await queueOnce(asked.raw, hints, { shop, ports });
  return reply;
}

/** What a stranger sends may break whatever opens it: that is a refusal, and nothing of ours. */
function verified<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function refused(why: string, ports: Ports, answer: Answer = REFUSED): Answer {
  ports.log.warn("push refused", { why });
  ports.log.metric("CallbackRefused", 1);
  return answer;
}

/** Queued first, noted then: a crash between reads something twice, which does no harm. */
async function queueOnce(
  raw: Uint8Array,
  hints: readonly Hint[],
  { shop, ports }: { shop: OpenShop; ports: Ports },
): Promise<void> {
  const { merchant: m, id: s, platform } = shop.row;
  const key = keys.callback(m, s, hashOf(raw));
  const now = ports.clock.now();
  const before = await ports.table.get(key);
  if (typeof before?.["at"] === "string" && before["at"] > plus(now, -KNOWN_FOR_MS)) return;
  await ports.queues.send(`pull:${platform}`, messagesOf(hints.slice(0, MOST_HINTS), shop));
  const ttl = Math.floor((epochMs(now) + KNOWN_FOR_MS) / 1_000);
  await ports.table.write({ put: { ...key, at: now, ttl } });
}

function messagesOf(hints: readonly Hint[], { row, adapter }: OpenShop): Message[] {
  const { merchant: m, id: s } = row;
  const bodies = hints.flatMap((hint): object[] => {
    switch (hint.about) {
      case "order":
      case "voucher":
        return [{ order: hint.id }];
      case "after_sale":
        return [{ case: hint.id }];
      case "listing":
        return [{ ware: hint.id }];
      case "shop":
        return adapter.orders.streams.map(({ id }) => ({ stream: id }));
      default:
        return hint satisfies never;
    }
  });
  return bodies.map((body) => ({ body: { v: 1, m, s, ...body }, group: s }));
}
