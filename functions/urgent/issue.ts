import * as z from "zod";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import { issuePurpose } from "../shared/orders/voucher.ts";
import { keys } from "../shared/store/keys.ts";
import { endTurn, takeTurn } from "../shared/turn.ts";
import { playEffect, type Look } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import type { UrgentServices } from "./stock.ts";

type IssueMessage = Extract<UrgentMessage, { kind: "issue" }>;
const Codes = z.array(z.object({ code: z.string(), secret: z.string().nullable(), platformSkuId: z.string() }));
const IssueRow = z.object({
  state: z.enum(["planned", "done", "blocked"]),
  lineNo: z.string(),
  sealed: z.string(),
  effectKey: z.string(),
});

/** Gives the platform the merchant's own codes of one order line, at most once. */
export async function issueVouchers(message: IssueMessage, { ports, shops }: UrgentServices): Promise<void> {
  const { m, s, orderNo, n } = message;
  const taken = await takeTurn(keys.issue(m, s, orderNo, n), ports);
  if (taken === null) return;
  const row = IssueRow.parse(taken.row);
  const turn = { ...taken, still: [["state", "=", "planned"]] as const };
  if (row.state !== "planned") return void (await endTurn(turn, { set: {} }, ports));
  const shop = await shops.open(m, s, "ship");
  const codes = Codes.parse(await shops.sealer.open(m, issuePurpose(s, orderNo, n), row.sealed));
  const { vouchers } = shop.adapter;
  const look = async (): Promise<Look> => {
    if (isAbsent(vouchers)) return "unclear";
    const seen = await shop.door.ask((x) => vouchers.read(orderNo, x));
    if (seen.kind !== "done") return "unclear";
    const there = new Set(seen.value.map(({ code }) => code));
    return codes.every(({ code }) => there.has(code)) ? "there" : "absent";
  };
  const input = { orderNo, lineNo: row.lineNo, codes };
  const effect = { kind: "issueVouchers", input, key: row.effectKey, shop, tries: triesOf(turn), look } as const;
  const played = await playEffect(turn, effect, ports);
  const done = { set: { state: "done", issuedAt: ports.clock.now() } };
  await endRow(turn, played, { message, platform: shop.row.platform, done }, ports);
}
