import * as z from "zod";
import type { Client } from "../client.ts";
import type { Terminal } from "../say.ts";

const Text = z.object({ zh: z.string(), en: z.string() });
const Finding = z.looseObject({ rule: z.string(), say: Text, remedy: Text, platformCode: z.string().nullable() });
const Publication = z.looseObject({
  shop: z.string(),
  want: z.string(),
  state: z.string(),
  waitFor: z.string().nullable(),
  next: z.string().nullable(),
  who: z.string().nullable(),
  shelf: z.string(),
  platformId: z.string().nullable(),
  live: z.looseObject({ say: Text }).nullable(),
  findings: z.array(Finding),
});
const Option = z.looseObject({ draws: z.array(z.looseObject({ poolId: z.string() })) });
const Told = z.looseObject({ revision: z.number(), listing: z.looseObject({ options: z.array(Option) }) });
const Place = z.looseObject({ shop: z.string(), merchantKey: z.string(), left: z.number(), say: Text });
const Pool = z.looseObject({
  name: z.string(),
  unit: z.string(),
  onHand: z.number(),
  reserved: z.number(),
  available: z.number(),
  places: z.array(Place),
});

type Print = Terminal["print"];

/** Says why a listing is or is not on sale in each shop, who has to act, and how what is shown comes from what is there. True when nobody has to act. */
export async function explain(listing: string, client: Client, { print }: Pick<Terminal, "print">): Promise<boolean> {
  const path = `/listings/${encodeURIComponent(listing)}`;
  const told = Told.parse(await client.ask("GET", path));
  const { items } = z.object({ items: z.array(Publication) }).parse(await client.ask("GET", `${path}/publications`));
  print(`${listing}  revision ${told.revision}`);
  if (items.length === 0) print("  wanted in no shop");
  for (const one of items) publication(one, print);
  for (const id of new Set(told.listing.options.flatMap(({ draws }) => draws.map(({ poolId }) => poolId))))
    pool(id, Pool.parse(await client.ask("GET", `/pools/${encodeURIComponent(id)}`)), print);
  return items.every(({ who }) => who === null);
}

function publication({ shop, want, shelf, state, ...one }: z.infer<typeof Publication>, print: Print): void {
  const waits = one.waitFor === null ? "" : ` for ${one.waitFor}${one.next === null ? "" : ` until ${one.next}`}`;
  const acts = one.who === null ? "" : `; the ${one.who} must act`;
  print(`  ${shop}  wanted ${want}, there ${shelf} (${one.platformId ?? "no product yet"}): ${state}${waits}${acts}`);
  if (one.live !== null) print(`    ${one.live.say.zh}`);
  for (const { rule, say, remedy, platformCode } of one.findings)
    print(`    ${rule}${platformCode === null ? "" : ` ${platformCode}`}  ${say.zh} → ${remedy.zh}`);
}

function pool(
  id: string,
  { name, unit, onHand, reserved, available, places }: z.infer<typeof Pool>,
  print: Print,
): void {
  print(`  pool ${id} ${name}: ${onHand} ${unit} there, ${reserved} promised, ${available} may be sold`);
  for (const { shop, merchantKey, left, say } of places)
    print(`    ${shop}  ${merchantKey}  at most ${left}: ${say.zh}`);
}
