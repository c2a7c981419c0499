import { countsEdits, HOLD_MS, mayWait } from "../../domain/plan/hold.ts";
import { plan } from "../../domain/plan/plan.ts";
import type { PublishMessage } from "../shared/messages.ts";
import { keys } from "../shared/store/keys.ts";
import { capabilitiesOf } from "./derive.ts";
import type { PublishServices } from "./publish.ts";
import { load, situationOf } from "./situation.ts";

/**
 * Puts the message back for a while where a product that sells and rests as it was wished would be edited, and each submission counts there:
 * what is saved meanwhile goes out with it. Writes nothing. False: go on. The second time a message always goes on.
 */
export async function holdBack(message: PublishMessage, { ports, shops }: PublishServices): Promise<boolean> {
  const { m, l, s } = message;
  if (message.held === true || message.look === true) return false;
  const there = await ports.table.get(keys.publicationDetail(m, l, s));
  if (there?.["shelf"] !== "on" || there["audit"] === "pending") return false;
  const shop = await shops.open(m, s, "content");
  if (!countsEdits(capabilitiesOf(shop))) return false;
  const found = await situationOf(await load(message, shops, ports), ports);
  if ("state" in found || found.publication.state !== "done") return false;
  if (!mayWait(plan(found.wish, { ...found.seen, turn: null }, found.can), { ...found.seen, turn: null }, found.can))
    return false;
  const body = { ...message, held: true };
  await ports.queues.send(`publish:${shop.row.platform}`, [{ body, group: s, delayMs: HOLD_MS }]);
  return true;
}
