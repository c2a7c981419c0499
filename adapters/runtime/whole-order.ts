/** For platforms whose orders move as a whole: the same parts of a snapshot from the few things that they tell. */
import { fen, shareOut } from "../../domain/money.ts";
import type { Fen, HoldKind, Instant, OrderLine, PlatformOrder, Receiver } from "../contract.ts";

type Told<T> = T | null | undefined;

/** An order of which nothing but its number, state, time and lines is told. */
export const UNTOLD_ORDER = {
  parentOrderNo: null,
  paidAt: null,
  updatedAt: null,
  shipBy: null,
  holds: [],
  freightFen: fen(0),
  parcels: [],
  buyerNote: null,
  sellerNote: null,
  invoice: false,
  mergeKey: null,
  receiver: null,
} satisfies Partial<PlatformOrder>;

/** Money without discounts, freight, fees and funders. */
export const UNTOLD_MONEY = {
  sellerDiscountFen: fen(0),
  platformDiscountFen: fen(0),
  creatorDiscountFen: fen(0),
  freightFen: fen(0),
  receivableFen: null,
  commissionFen: null,
  funders: [],
} satisfies Partial<OrderLine["money"]>;

/** Amounts of the whole order shared out over its lines by what they cost: each sums up to its whole. Gives the parts of one line. */
export function sharesOf<K extends string>(
  whole: Record<K, Fen>,
  lists: readonly Fen[],
): (index: number) => Record<K, Fen> {
  const names = Object.keys(whole).filter((name): name is K => name in whole);
  const shares = new Map(names.map((name) => [name, shareOut(whole[name], lists)]));
  return (index) => {
    const parts = { ...whole };
    for (const [name, share] of shares) parts[name] = fen(share[index] ?? 0);
    return parts;
  };
}

/** What became of a line's units when its order has left, was refunded or was closed. No gift; nothing is known to be back. */
export function countsOf(
  quantity: number,
  { left, refunded, closed }: Record<"left" | "refunded" | "closed", boolean>,
) {
  return {
    gift: false,
    quantity,
    shipped: left ? quantity : 0,
    refunded: refunded ? quantity : 0,
    cancelled: !left && (refunded || closed) ? quantity : 0,
    returned: 0,
  };
}

/** Reasons to keep a parcel at home, those that hold, each with the platform's own word and, where it is told, its end. */
export function holdsWhen(
  reasons: Partial<Record<HoldKind, { holds: boolean; raw: string; until?: Instant | null }>>,
): PlatformOrder["holds"] {
  const kinds = Object.keys(reasons).filter((kind): kind is HoldKind => kind in reasons);
  return kinds.flatMap((kind) => {
    const { holds = false, raw = "", until = null } = reasons[kind] ?? {};
    return holds ? [{ kind, until, raw }] : [];
  });
}

/** Parcels by their numbers; the first holds the order, what others hold is not told. Those without a number are none. */
export function parcelsOf(
  sent: readonly { carrier: string; waybill: Told<string> }[],
  lines: readonly OrderLine[],
): PlatformOrder["parcels"] {
  const whole = lines.map(({ lineNo, quantity }) => ({ lineNo, quantity }));
  const numbered = sent.flatMap(({ carrier, waybill }) => (waybill ? [{ carrier, waybill }] : []));
  return numbered.map((parcel, index) => ({ ...parcel, lines: index === 0 ? whole : [] }));
}

/** A receiver in masked texts, null where there is none of them. `ciphers`: what stands for the whole texts; the token is their list, where none is missing. */
export function maskedReceiver(told: {
  name: Told<string>;
  phone: Told<string>;
  address: Told<string>;
  region: readonly Told<string>[];
  ciphers: readonly Told<string>[];
}): Receiver | null {
  const { name, phone, address, region, ciphers } = told;
  if (!name && !phone && !address) return null;
  const token = ciphers.length > 0 && ciphers.every(Boolean) ? JSON.stringify(ciphers) : null;
  const texts = {
    name: name ?? "",
    phone: phone ?? "",
    address: address ?? "",
    region: region.filter(Boolean).join(" "),
  };
  return { form: "masked", ...texts, token };
}
