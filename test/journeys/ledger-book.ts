/** Stock as a bookkeeper writes it down who reads none of our rows: of a shed that has one heap, and of a county shop that borrows from it. */

/** What lies in the shed at the start. */
export const HEAP_G = 100;
/** Grams that a unit of a line takes, by line number. */
export const DRAW_G: Readonly<Record<string, number>> = { "1": 2, "2": 5 };
/** `own`: whose the heap is; `county`: who borrows from him. */
export const SIDES = ["own", "county"] as const;
export type Side = (typeof SIDES)[number];

/** One order as buyers, clerks and the platform know it: units a line. */
export interface BookedOrder {
  no: string;
  side: Side;
  pay: "unpaid" | "paid" | "closed_unpaid";
  lines: { lineNo: string; quantity: number; cancelled: number }[];
  gone: boolean;
  split: boolean;
  minute: number;
}
export interface Book {
  counted: Record<Side, number>;
  /** Lent and not gone. */
  lent: number;
  held: Record<Side, { id: string; qty: number }[]>;
  kept: string[];
  orders: BookedOrder[];
  /** Of what was lent, what left the borrower's shed. */
  settled: number;
  /** What had left the borrower's shed when the lender was told last. */
  heard: number;
}

/** A book of the first day. */
export function newBook(): Book {
  const held = { own: [], county: [] };
  return { counted: { own: HEAP_G, county: 0 }, lent: 0, held, kept: [], orders: [], settled: 0, heard: 0 };
}

/** What an order takes. */
export function gramsOf({ pay, lines }: BookedOrder): number {
  if (pay === "closed_unpaid") return 0;
  return lines.reduce(
    (sum, { lineNo, quantity, cancelled }) => sum + (quantity - cancelled) * (DRAW_G[lineNo] ?? 0),
    0,
  );
}

/** What orders of a side take: those whose goods are gone, or those whose goods still lie there. */
function takenG({ orders }: Book, { side, gone }: Pick<BookedOrder, "side" | "gone">): number {
  const own = orders.filter((order) => order.side === side && order.gone === gone);
  return own.reduce((sum, order) => sum + gramsOf(order), 0);
}

/** What a side's pool has to say. */
export function booked(book: Book, side: Side) {
  const held = book.held[side].reduce((sum, { qty }) => sum + qty, 0);
  const away = side === "own" ? book.settled : 0;
  const onHand = book.counted[side] - takenG(book, { side, gone: true }) - away;
  const reserved = takenG(book, { side, gone: false }) + held;
  const allotted = side === "own" ? book.lent : 0;
  return { onHand, reserved, allotted, available: onHand - reserved - allotted };
}

/** The borrower's goods that are gone are taken to be the lender's, as far as he has lent any: written down when he is told. */
export function settle(book: Book): void {
  const gone = takenG(book, { side: "county", gone: true });
  const more = Math.min(gone - book.heard, book.lent);
  book.heard = gone;
  book.settled += more;
  book.lent -= more;
}
