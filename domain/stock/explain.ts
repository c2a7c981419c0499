import { FILL_BPS, type BandStock } from "../listing/band-stock.ts";
import type { Text } from "../units.ts";
import { isSplit, sellableOf, type Place } from "./pool.ts";
import type { BandedPool } from "./room.ts";

/** The shelf explains itself: "13 份 = 33 kg ÷ 2.5 kg"; of vouchers, which band holds them back and why. */
export function explain(pool: BandedPool, place: Place, units: number): Text {
  if (place.band !== null) return explainVouchers(pool, place, units);
  const own = pool.own[place.shopId];
  const stock = amount(Math.max(0, own === undefined ? sellableOf(pool) : own.amount), pool.unit);
  const draw = amount(place.draw, pool.unit);
  const zh = `${units} 份 = ${stock} ÷ ${draw}`;
  const en = `${units} = ${stock} ÷ ${draw}`;
  if (own !== undefined) return { zh: `${zh}，本店专用`, en: `${en}, kept for this shop` };
  return isSplit(pool) ? { zh: `${zh}，各店分配`, en: `${en}, shared out between shops` } : { zh, en };
}

function explainVouchers({ bands, unit }: BandedPool, place: Place, units: number): Text {
  const own = bands.find(({ code }) => code === place.band);
  const around = bands.filter(({ code }) => own?.around.includes(code));
  const [tightest] = [...around].sort((a, b) => a.free - b.free);
  if (tightest === undefined) return { zh: `${units} 份`, en: `${units}` };
  const { remaining, lastThird, outstanding, free } = tightest;
  const filled = Math.floor((remaining * FILL_BPS) / 10_000);
  const room = Math.min(filled, lastThird);
  const left = { zh: `还可售 ${Math.max(0, free)} ${unit}`, en: `${Math.max(0, free)} ${unit} may be sold` };
  const part = FILL_BPS / 100;
  const why =
    filled <= lastThird
      ? { zh: `剩余 ${remaining} 的 ${part}%`, en: `${part} % of ${remaining} left` }
      : { zh: `有效期最后三分之一只剩 ${lastThird}`, en: `${lastThird} left in the last third of the validity` };
  return {
    zh: `${units} 份：${left.zh} = ${room}（${why.zh}）− 已售未约 ${outstanding}，各店分配`,
    en: `${units}: ${left.en} = ${room} (${why.en}) − ${outstanding} sold and not booked, shared out between shops`,
  };
}

/** How far vouchers sold could outgrow what is there: out ÷ R. Never said to be impossible. */
export function voucherExposure({ outstanding, remaining }: Pick<BandStock, "outstanding" | "remaining">): number {
  return remaining === 0 ? (outstanding === 0 ? 0 : 1) : outstanding / remaining;
}

function amount(units: number, unit: string): string {
  if (unit === "g" && Math.abs(units) >= 1_000) return `${units / 1_000} kg`;
  return `${units} ${unit}`;
}
