import * as z from "zod";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { VoucherSeen } from "../../adapters/contract.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import { secretPurpose, VoucherRow } from "../shared/orders/voucher.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { endTurn, takeTurn, type Turn } from "../shared/turn.ts";
import { playEffect, type Look, type Played } from "./effect.ts";
import { consume } from "./consume.ts";
import { endRow, triesOf } from "./ending.ts";
import type { UrgentServices } from "./stock.ts";

type RedeemMessage = Extract<UrgentMessage, { kind: "redeem" }>;
export interface Redeeming {
  turn: Turn;
  row: VoucherRow;
  message: RedeemMessage;
  shop: OpenShop;
}

/** Redeems one code there, or takes its redemption back, at most once each, with the key that was made before the first try. Never by a machine at expiry: only what a person asked for lies in such a row. */
export async function redeem(message: RedeemMessage, services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const taken = await takeTurn(keys.voucher(message.m, message.s, message.orderNo, message.n), ports);
  if (taken === null) return;
  const row = VoucherRow.parse(taken.row);
  const turn = { ...taken, still: [["state", "=", row.state]] as const };
  const isOpen = row.state === "planned" || row.state === "undoing";
  if (!isOpen) return void (await endTurn(turn, { set: {} }, ports));
  const shop = await shops.open(message.m, message.s, "ship");
  const redeeming = { turn, row, message, shop };
  const played = await (row.state === "planned" ? use(redeeming, services) : takeBack(redeeming, services));
  const now = ports.clock.now();
  const set = row.state === "planned" ? { state: "redeemed", redeemedAt: now } : { state: "undone", undoneAt: now };
  if (played.state === "done" && (await consume(redeeming, set, ports))) return;
  await endRow(turn, played, { message, platform: shop.row.platform, done: { set } }, ports);
}

async function use(redeeming: Redeeming, services: UrgentServices): Promise<Played> {
  const { turn, row, message, shop } = redeeming;
  const codes = [await codeOf(redeeming, services)];
  const input = { orderNo: message.orderNo, lineNo: row.lineNo, codes, store: row.store };
  const look = () => lookFor(redeeming, (state) => state === "redeemed");
  const effect = { kind: "redeem", input, key: row.effectKey, shop, tries: triesOf(turn), look } as const;
  return playEffect(turn, effect, services.ports);
}

async function takeBack(redeeming: Redeeming, services: UrgentServices): Promise<Played> {
  const { turn, row, message, shop } = redeeming;
  const input = { orderNo: message.orderNo, codes: [await codeOf(redeeming, services)] };
  const look = () => lookFor(redeeming, (state) => state !== "redeemed");
  const key = row.undoKey ?? row.effectKey;
  const effect = { kind: "undoRedeem", input, key, shop, tries: triesOf(turn), look } as const;
  return playEffect(turn, effect, services.ports);
}

const Secret = z.object({ secret: z.string() });

async function codeOf({ row, message }: Redeeming, { shops }: UrgentServices) {
  const { m, s, orderNo, n } = message;
  const { code, sealed, platformSkuId } = row;
  const purpose = secretPurpose(s, orderNo, n);
  const secret = sealed === null ? null : Secret.parse(await shops.sealer.open(m, purpose, sealed)).secret;
  return { code, secret, platformSkuId };
}

async function lookFor(
  { row, message, shop }: Redeeming,
  isSo: (state: VoucherSeen["state"]) => boolean,
): Promise<Look> {
  const { vouchers } = shop.adapter;
  if (isAbsent(vouchers)) return "unclear";
  const seen = await shop.door.ask((x) => vouchers.read(message.orderNo, x));
  if (seen.kind !== "done") return "unclear";
  const own = seen.value.find(({ code }) => code === row.code);
  if (own === undefined) return "unclear";
  return isSo(own.state) ? "there" : "absent";
}
