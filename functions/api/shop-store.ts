import * as z from "zod";
import { wholeSecond } from "../../domain/time.ts";
import type { Adapter } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { tokenRow } from "../shared/shops.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";
import { adapterFor, type Call } from "./call.ts";
import { settingsOf } from "./settings.ts";
import { MANAGES_ALL, type ShopInput, type ShopView } from "./shop-input.ts";
import { tellFanout } from "./tell.ts";

/** Every stream is looked at each minute; the stream itself knows how often it is read. */
const PULL_MINUTES = 1;

/** Connects a shop, or changes one: settings and token sealed, rows of its streams made. Bears repetition. */
export async function storeShop(s: string, input: ShopInput, call: Call): Promise<ShopView> {
  const adapter = adapterFor(input.platform, call);
  const before = await call.ports.table.get(keys.shop(call.m, s));
  const settings = input.settings === undefined ? null : settingsOf(adapter.shop, input.settings);
  if (before === null) {
    if (settings === null) throw wrongField("/settings", { zh: "新店铺必须填写设置", en: "a new shop needs settings" });
    await createShop({ s, input, settings }, call);
  } else {
    await changeShop({ s, input, settings, before: ShopRow.parse(before) }, call);
  }
  if (input.token !== undefined)
    await tokenRow(call.ports.table, call.sealer, { m: call.m, s, adapter }).store(input.token);
  await makeStreams(s, adapter, call);
  if (before !== null) await tellFanout("shop", s, call);
  const stored = await call.ports.table.get(keys.shop(call.m, s));
  if (stored === null) throw new Error(`shop ${s} was stored and is not there`);
  return viewOfShop(stored);
}

interface Storing {
  s: string;
  input: ShopInput;
  settings: Record<string, unknown> | null;
}

async function createShop({ s, input, settings }: Storing, { ports, sealer, m }: Call): Promise<void> {
  // What was sold before the shop was connected was taken off what people counted, until they say otherwise.
  const { platform, app, name, manages = MANAGES_ALL, stockFrom = wholeSecond(ports.clock.now()) } = input;
  const row: ShopRow = {
    id: s,
    merchant: m,
    platform,
    app,
    name,
    state: "authorised",
    platformShopId: null,
    adopted: false,
    manages,
    stockFrom,
    epoch: 0,
    ver: 0,
  };
  const sealed = await sealer.seal(m, `shop|${s}`, settings);
  const done = await ports.table.transact([
    { put: { ...keys.shop(m, s), ...row, ...views.shop(m, s) }, if: { all: [["PK", "absent"]] } },
    { put: { ...keys.secret(m, s), sealed } },
  ]);
  if (!done.ok) throw conflict("changed", { zh: "店铺刚被别人修改，请重试", en: "the shop was changed just now" });
  // A merchant with a shop is looked after by the clock, named or not.
  await ports.table.write({ update: keys.merchant(m), set: work.clock(m) });
}

async function changeShop(
  { s, input, settings, before }: Storing & { before: ShopRow },
  { ports, sealer, m }: Call,
): Promise<void> {
  if (before.platform !== input.platform)
    throw wrongField("/platform", { zh: "店铺的平台不能更改", en: "a shop stays on its platform" });
  const { app, name, manages = before.manages, stockFrom = before.stockFrom } = input;
  if (settings !== null) {
    const sealed = await sealer.seal(m, `shop|${s}`, settings);
    await ports.table.write({ update: keys.secret(m, s), set: { sealed } });
  }
  await ports.table.write({
    update: keys.shop(m, s),
    set: { app, name, manages, stockFrom, ...views.shop(m, s) },
    default: work.dirty(s, ports.clock.now()),
    add: { ver: 1 },
  });
}

async function makeStreams(s: string, adapter: Adapter, { ports, m }: Call): Promise<void> {
  const cases = isAbsent(adapter.afterSale) ? [] : adapter.afterSale.streams;
  for (const { id } of [...adapter.orders.streams, ...cases]) {
    const set = work.pull(adapter.id, s, id, PULL_MINUTES);
    await ports.table.write({ update: keys.stream(m, s, id), set });
  }
}

/** What everybody of the merchant may see of a shop. */
export function viewOfShop(item: Item): ShopView {
  const {
    id,
    platform,
    app,
    name,
    state,
    platformShopId,
    adopted,
    manages,
    stockFrom,
    blocked = null,
  } = ShopRow.parse(item);
  const testProblem = item["testProblem"] ?? null;
  const authorizeUrl = z.string().nullable().catch(null).parse(item["authorizeUrl"]);
  return {
    id,
    platform,
    app,
    name,
    state,
    platformShopId,
    adopted,
    manages,
    stockFrom,
    testProblem,
    blocked,
    authorizeUrl,
  };
}
