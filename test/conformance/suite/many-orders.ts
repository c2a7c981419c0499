import { HOUR_MS, instantFrom, MINUTE_MS, plus, wholeSecond } from "../../../domain/time.ts";
import type { TrueOrder } from "../../../sandbox/kit/types.ts";
import type { Bench } from "../bench.ts";
import { numbersOf, walk, type OrderStream, type Window } from "./walk.ts";

/** Orders that were all placed and paid at one second. */
export async function placeMany(bench: Bench, count: number): Promise<{ numbers: readonly string[]; window: Window }> {
  const body = await bench.body();
  await bench.publishLive(body);
  await bench.advance(2 * HOUR_MS);
  const [sku] = body.skus;
  const placedAt = wholeSecond(plus(bench.now(), -MINUTE_MS));
  const numbers: string[] = [];
  for (let n = 0; n < count; n++) {
    const lines = [{ merchantKey: sku?.merchantKey ?? "", quantity: 1 }];
    const placed = await bench.control<{ orderNo: string }>("POST", "/orders", {
      shop: bench.shop.shop,
      lines,
      pay: true,
      placedAt,
    });
    numbers.push(placed.orderNo);
  }
  await bench.advance(MINUTE_MS);
  return { numbers, window: await windowOf(bench, numbers) };
}

async function windowOf(bench: Bench, numbers: readonly string[]): Promise<Window> {
  const all = await bench.control<TrueOrder[]>("GET", "/orders");
  const times = all
    .filter((order) => numbers.includes(order.orderNo))
    .flatMap(({ placedAt, updatedAt }) => [instantFrom(placedAt), instantFrom(updatedAt)])
    .sort();
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) throw new Error("the sandbox does not know its own orders");
  return { from: wholeSecond(first), to: wholeSecond(last) };
}

/** Streams that show a paid order that waits for shipping. */
export async function showing(
  bench: Bench,
  numbers: readonly string[],
  window: Window,
): Promise<readonly OrderStream[]> {
  const shown: OrderStream[] = [];
  for (const stream of bench.adapter.orders.streams) {
    const found = numbersOf(await walk(bench, stream, window));
    if (numbers.some((number) => found.has(number))) shown.push(stream);
  }
  return shown;
}

/** Numbers that were placed and not found. */
export function missingOf(wanted: readonly string[], found: ReadonlySet<string>): readonly string[] {
  return wanted.filter((number) => !found.has(number));
}
