import * as z from "zod";
import { approveReviewed } from "./approve.ts";
import type { DemoListing } from "./import.ts";
import { letPass, type DemoShop, type World } from "./world.ts";

const Publication = z.looseObject({
  listing: z.string(),
  state: z.string(),
  waitFor: z.string().nullable(),
  shelf: z.string(),
  findings: z.array(
    z.looseObject({
      rule: z.string(),
      severity: z.string(),
      platformCode: z.string().nullable(),
      say: z.looseObject({ zh: z.string() }),
    }),
  ),
});
const Page = z.object({ items: z.array(Publication), cursor: z.string().nullable() });
export type DemoPublication = z.infer<typeof Publication>;
const Anything = z.unknown();
const OPEN = new Set(["due", "waiting", "unknown"]);
const ROUNDS = 14;
const REFUSED_WORD = "试吃装样品";

export interface Published {
  /** The code of the stay that is sold as a voucher of one band. */
  stay: string;
  faults: { kind: string; ending: string }[];
}

/** Wants everything everywhere, with one refusal by an auditor and one lost answer to a create, and lets time pass until all stand. */
export async function publishAll(listings: readonly DemoListing[], world: World): Promise<Published> {
  const { api, shops, say } = world;
  const refusing = shops.at(-1);
  const losing = shops[0];
  const victim = listings.find(({ kind }) => kind === "goods");
  if (refusing === undefined || losing === undefined || victim === undefined)
    throw new Error("the demo needs shops and goods");
  await refusing.control.post(Anything, "/audits/policy", { refuseWords: [REFUSED_WORD] });
  await loseOneCreate(losing, victim.id, world);
  await api.send("PUT", `/listings/${victim.id}`, { ...victim, titleLong: `${victim.titleShort}${REFUSED_WORD}` });
  for (const { id } of listings) {
    for (const shop of shops) await api.send("PUT", `/listings/${id}/publications/${shop.id}`, { want: "on" });
  }
  const stay = await publishStay(listings, world);
  await letPass(world, 1);
  const all = await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)));
  await approveReviewed(all.flat(), world);
  await settle(world);
  const refusedNow = (await publicationsOf(refusing, world)).find(({ listing }) => listing === victim.id);
  say(
    `refused at ${refusing.platform}: ${refusedNow?.findings[0]?.say.zh ?? refusedNow?.state ?? "?"}; mended and saved again`,
  );
  await api.send("PUT", `/listings/${victim.id}`, victim);
  await settle(world);
  const mended = (await publicationsOf(refusing, world)).find(({ listing }) => listing === victim.id);
  const products = await losing.control.get(
    z.array(z.looseObject({ merchantKey: z.string().nullable() })),
    "/products",
  );
  const keys = products.map(({ merchantKey }) => merchantKey).filter((key) => key !== null);
  const ending = new Set(keys).size === keys.length ? "looked up and adopted: one product" : "DOUBLED";
  return {
    stay,
    faults: [
      {
        kind: `refused by the audit of ${refusing.platform}`,
        ending: mended?.shelf === "on" ? "mended, on sale" : `${mended?.state}`,
      },
      { kind: `answer to create lost at ${losing.platform}`, ending },
    ],
  };
}

const Calls = z.array(z.looseObject({ api: z.string().nullable() }));
/** What the platforms call the making of a product; pictures are added elsewhere. */
const CREATES = /(ware|item|product)[./](write\.)?add$/;

/** Publishes one listing, reads in the imitation's journal what creating is called there, and orders that the next such answer be lost. */
async function loseOneCreate(shop: DemoShop, listing: string, world: World): Promise<void> {
  await world.api.send("PUT", `/listings/${listing}/publications/${shop.id}`, { want: "on" });
  await letPass(world, 1);
  const calls = await shop.control.get(Calls, "/calls?after=0");
  const api = calls.map((call) => call.api).find((name) => name !== null && CREATES.test(name));
  if (api === undefined) {
    const stands = (await publicationsOf(shop, world)).find((one) => one.listing === listing);
    throw new Error(`nothing was created at ${shop.platform}: ${JSON.stringify(stands)}`);
  }
  await shop.control.post(Anything, "/faults", { kind: "lost-answer", times: 1, api });
  world.say(`the next answer to ${api} will be lost`);
}

const Stay = z.looseObject({
  listing: z.looseObject({ bands: z.array(z.unknown()), options: z.array(z.looseObject({ id: z.string() })) }),
});

/** A homestay's first band and first room as a listing of its own: some platforms hold one validity a product. */
async function publishStay(listings: readonly DemoListing[], { api, shops }: World): Promise<string> {
  const homestay = listings.find(({ kind }) => kind === "homestay");
  if (homestay === undefined) throw new Error("the samples have no homestay");
  const { listing } = await api.call(Stay, "GET", `/listings/${homestay.id}`);
  const merchantKey = `${homestay.merchantKey}-B1`.slice(0, 32);
  const options = listing.options
    .slice(0, 1)
    .map(({ merchantKey: _key, ...option }) => ({ ...option, draws: [{ poolId: "stay-b1", qty: 1 }] }));
  await api.send("PUT", "/pools/stay-b1", { name: "示例房晚", unit: "night", kind: "night", onHand: 30 });
  const one = { ...listing, id: `${homestay.id}-b1`, merchantKey, bands: listing.bands.slice(0, 1), options };
  await api.send("PUT", `/listings/${one.id}`, one);
  for (const shop of shops) await api.send("PUT", `/listings/${one.id}/publications/${shop.id}`, { want: "on" });
  return merchantKey;
}

async function settle(world: World): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await letPass(world, round === 0 ? 1 : 6);
    const all = await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)));
    const open = all.flat().filter(({ state }) => OPEN.has(state)).length;
    const on = all.flat().filter(({ shelf }) => shelf === "on").length;
    world.say(
      `  after ${round === 0 ? 1 : 1 + round * 6} min: ${on} on sale, ${open} under way, ${all.flat().length - open} settled`,
    );
    if (open === 0) return;
  }
}

/** All publications of a shop. */
export async function publicationsOf(shop: DemoShop, { api }: World): Promise<DemoPublication[]> {
  const all: DemoPublication[] = [];
  let cursor: string | null = null;
  do {
    const page: z.infer<typeof Page> = await api.call(
      Page,
      "GET",
      `/shops/${shop.id}/publications?limit=100${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return all;
}
