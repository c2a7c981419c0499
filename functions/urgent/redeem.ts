import * as z from "zod";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import { endingOf, findingOf, type Ending } from "../shared/endings.ts";
import { keys, work } from "../shared/store/keys.ts";
import { endTurn, leaveUnknown, markRun, markSent, takeTurn, type Turn } from "../shared/turn.ts";
import type { UrgentServices } from "./stock.ts";
import type { UrgentMessage } from "../shared/messages.ts";

type RedeemMessage = Extract<UrgentMessage, { kind: "redeem" }>;

const VoucherRow = z.object({
  state: z.enum(["planned", "redeemed", "blocked"]),
  code: z.string(),
  lineNo: z.string(),
  platformSkuId: z.string(),
  effectKey: z.string(),
});

/** Redeems one voucher code there, at most once, with the key that was made before the first try. Never by a machine at expiry. */
export async function redeem(message: RedeemMessage, services: UrgentServices): Promise<void> {
  const { ports } = services;
  const turn = await takeTurn(keys.voucher(message.m, message.s, message.orderNo, message.n), ports);
  if (turn === null) return;
  const ending = await play(turn, message, services);
  if (ending.state === "unknown") {
    await leaveUnknown(turn, { set: work.due(message.orderNo, ending.next), looks: 0 }, ports);
  } else if (ending.state === "waiting") {
    await endTurn(turn, { set: work.due(message.orderNo, ending.next) }, ports);
  } else if (ending.state === "blocked") {
    await endTurn(
      turn,
      { set: { state: "blocked", findings: ending.findings, ...work.todo(message.m, ports.clock.now()) } },
      ports,
    );
  } else {
    await endTurn(turn, { set: { state: "redeemed", redeemedAt: ports.clock.now() }, remove: ["WPK", "WSK"] }, ports);
  }
}

async function play(turn: Turn, message: RedeemMessage, { ports, shops }: UrgentServices): Promise<Ending> {
  const row = VoucherRow.parse(turn.row);
  if (row.state === "redeemed") return { state: "done" };
  const shop = await shops.open(message.m, message.s, "ship");
  const { redeem: facts } = shop.adapter.effects;
  if (isAbsent(facts)) return { state: "blocked", who: "merchant", findings: [] };
  const readLagMs = shop.adapter.find.readLagMs;
  if (turn.sent !== null && !isAbsent(shop.adapter.vouchers)) {
    const { vouchers } = shop.adapter;
    const seen = await shop.door.ask((x) => vouchers.read(message.orderNo, x));
    if (seen.kind !== "done") return { state: "unknown", next: plus(ports.clock.now(), 60_000) };
    await markRun(turn, ports);
    if (seen.value.some(({ code, state }) => code === row.code && state === "redeemed")) return { state: "done" };
  }
  if (!(await markSent(turn, "redeem", row.effectKey, ports))) return { state: "done" };
  const code = { code: row.code, secret: null, platformSkuId: row.platformSkuId };
  const input = { orderNo: message.orderNo, lineNo: row.lineNo, codes: [code], store: null };
  const outcome = await shop.door.send("redeem", input, row.effectKey);
  if (outcome.kind === "unknown") return { state: "unknown", next: plus(ports.clock.now(), readLagMs) };
  await markRun(turn, ports);
  if (outcome.kind === "partly") {
    const findings = outcome.failed.map(({ failure }) => findingOf(failure));
    return { state: "blocked", who: "merchant", findings };
  }
  if (outcome.kind !== "failed") return { state: "done" };
  const ending = endingOf(outcome, { now: ports.clock.now(), tries: 0, settle: facts.settle, readLagMs });
  return ending?.state === "blocked"
    ? { ...ending, findings: [findingOf(outcome.failure)] }
    : (ending ?? { state: "done" });
}
