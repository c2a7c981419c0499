import { DAY_MS, dayOf, daysBetween, instantFrom, plus } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item, Ports } from "../../shared/ports.ts";
import { keys } from "../../shared/store/keys.ts";
import { dueOf, levelOf } from "./alarms.ts";
import { all, orderKeyOf, type Merchant } from "./merchant.ts";

/** The dead-letter queues and set-aside rows are read by people within this time, or the county is told. */
const OLD_MS = 10 * DAY_MS;
/** The board is for a look; whoever wants all of a merchant asks the merchant's own lists. */
const MOST = 50;

type Wanted = Map<string, Readonly<Record<string, string | number>>>;

/** Brings the county's board up to date with a merchant: what is blocked, late or old, whose token ends when, and the day's totals. Writes changed rows only. */
export async function board(merchant: Merchant, ports: Ports): Promise<void> {
  const { m, todo, open } = merchant;
  const now = ports.clock.now();
  const blocked = todo.filter(({ SK }) => SK.startsWith("PUB#"));
  const aside = todo.filter(({ SK, WSK }) => SK.startsWith("SA#") && String(WSK) < plus(now, -OLD_MS));
  const late = open.filter((item) => isLate(item, now));
  await reconcile(`BLK#${m}#`, new Map(blocked.slice(0, MOST).map(blockedRow)), ports);
  await reconcile(`LATE#${m}#`, new Map(late.slice(0, MOST).map(lateRow)), ports);
  await reconcile(`OLD#${m}#`, new Map(aside.slice(0, MOST).map(asideRow)), ports);
  await reconcile(`TOK#${m}#`, await tokenRows(merchant, ports), ports);
  const totals = { open: open.length, late: late.length, blocked: blocked.length, aside: aside.length };
  const day = keys.board(`DAY#${dayOf(now)}#${m}`);
  await putIfOther({ ...day, ...totals }, await ports.table.get(day), ports);
  if (aside.length > 0) ports.log.metric("SetAsideOld", aside.length);
}

function isLate(item: Item, now: Instant): boolean {
  const due = dueOf(item);
  return due !== null && levelOf(due, now) === 0;
}

function blockedRow({ PK, SK, WSK }: Item): [string, { since: string }] {
  return [`${PK.split("#L#")[1] ?? ""}#${SK.slice("PUB#".length)}`, { since: String(WSK) }];
}

function lateRow(item: Item): [string, { due: string }] {
  const { s, orderNo, rest } = orderKeyOf(item);
  return [[s, orderNo, ...rest].join("#"), { due: dueOf(item) ?? "" }];
}

function asideRow({ PK, SK, WSK }: Item): [string, { since: string }] {
  return [`${PK.split("#S#")[1] ?? ""}#${SK.slice("SA#".length)}`, { since: String(WSK) }];
}

/** Tokens with the days they still have; how they are renewed is the shop's own business. */
async function tokenRows({ m, shops }: Merchant, ports: Ports): Promise<Wanted> {
  const today = dayOf(ports.clock.now());
  const rows = await ports.table.batchGet(
    shops.map(({ id }) => keys.token(m, id)),
    { eventual: true },
  );
  return new Map(
    rows.flatMap((row) => {
      const ends = row["expiresAt"];
      if (typeof ends !== "string") return [];
      const days = daysBetween(today, dayOf(instantFrom(ends)));
      return [[row.PK.split("#S#")[1] ?? "", { expiresAt: ends, days }] as const];
    }),
  );
}

/** The rows below a prefix as they should be: new and changed ones are put, others deleted, equal ones left alone. */
async function reconcile(prefix: string, wanted: Wanted, ports: Ports): Promise<void> {
  const { PK, SK } = keys.board(prefix);
  const there = new Map((await all({ pk: PK, begins: SK }, ports)).map((item) => [item.SK.slice(SK.length), item]));
  for (const [name, content] of wanted)
    await putIfOther({ ...keys.board(`${prefix}${name}`), ...content }, there.get(name) ?? null, ports);
  for (const name of there.keys())
    if (!wanted.has(name)) await ports.table.write({ delete: keys.board(`${prefix}${name}`) });
}

async function putIfOther(put: Item, there: Item | null, { table }: Ports): Promise<void> {
  if (!Object.entries(put).every(([field, value]) => there?.[field] === value)) await table.write({ put });
}
