/** A county merchant from nothing: shops connected, wares left alone, a heap, a listing, published. */
import * as z from "zod";
import { authorise } from "./authorise.ts";
import type { Platform } from "./platforms.ts";
import type { HandMade } from "./stay.ts";
import type { World } from "./world.ts";

export interface SimShop {
  id: string;
  platform: string;
  platformShop: string;
}
export interface County {
  m: string;
  shops: readonly SimShop[];
  listing: string;
  pool: string;
  /** Amount of the heap that one of a sku draws. */
  packs: Readonly<Record<string, number>>;
  /** Whether stock goes from here to the neighbour, or came from there. */
  lends: boolean;
}

const MINUTE_MS = 60_000;
const Wares = z.object({ items: z.array(z.looseObject({ platformId: z.string() })) });

export const PACKS: County["packs"] = { "SIM-W-500": 500, "SIM-W-1000": 1_000, "SIM-W-2500": 2_500 };
export const ON_HAND_G = 60_000;
export const LISTING = "walnuts-sim";
export const LISTING_KEY = "SIM-W";
export const POOL = "heap-sim";

const ASKS = 4;

/** Asks until it is answered: a request may die on its way. Throws for a refusal. */
export async function must(world: World, m: string, line: string, body?: unknown): Promise<unknown> {
  for (let n = 0; n < ASKS; n++) {
    const answer = await world.api(m, line, body);
    if (answer === null) continue;
    if (answer.status >= 400) throw new Error(`${line}: ${answer.status} ${answer.body}`);
    const value: unknown = JSON.parse(answer.body);
    return value;
  }
  throw new Error(`${line} is never answered`);
}

/** Lets everything end that is under way: messages, lives; a tick each minute. */
export async function calm(world: World, minutes: number, enough: () => boolean = () => false): Promise<void> {
  for (let n = 0; n < minutes && !enough(); n++) {
    world.tick();
    await world.time.run(world.time.now() + MINUTE_MS);
  }
}

/** Runs the timeline until a promise of an actor is there. */
export async function during<T>(world: World, work: Promise<T>): Promise<T> {
  let over = false;
  const watched = work.finally(() => void (over = true));
  watched.catch(() => undefined);
  await Promise.resolve();
  for (let n = 0; n < 500 && !over; n++) await world.time.run(world.time.now() + MINUTE_MS, () => over);
  if (!over) throw new Error("an actor waits for ever");
  return watched;
}

/** Connects one shop of each of these platforms and goes through what already lies there. */
export async function connect(world: World, m: string, platforms: readonly Platform[]): Promise<SimShop[]> {
  const shops = platforms.map(({ id, host }) => ({
    id: `shop${id}00000000`.slice(0, 12),
    platform: id,
    platformShop: host.sandbox.shops(host.scene().world)[0]?.shop ?? "",
  }));
  const ask = (line: string, body?: unknown) => must(world, m, line, body);
  await ask("PUT /merchant", { name: "成县示例核桃公司" });
  for (const { id, platform } of shops) {
    const { host } = world.platforms.get(platform) ?? {};
    if (host === undefined) throw new Error(`nobody imitates ${platform}`);
    const { app, shop } = host.sandbox.credentials(host.scene().world);
    await ask(`PUT /apps/${platform}/main`, { settings: app });
    const token = await authorise({ id: platform, host, outage: null }, world.time.now());
    await ask(`PUT /shops/${id}`, { platform, app: "main", name: "示例店", settings: shop, token });
    await ask(`POST /shops/${id}/test`);
    await ask(`POST /shops/${id}/wares/read`);
  }
  return shops;
}

/** Says of every ware found that it is left alone; but the first that was put up by hand for a listing of ours is bound to it. */
export async function adopt(
  world: World,
  { m, shops }: { m: string; shops: readonly SimShop[] },
  { listing, wares }: { listing: string; wares: HandMade },
): Promise<void> {
  for (const { id } of shops) {
    const { items } = Wares.parse(await must(world, m, `GET /shops/${id}/wares`));
    const ours = items.find((one) => wares.has(one.platformId));
    for (const { platformId } of items) {
      const skus = platformId === ours?.platformId ? wares.get(platformId) : undefined;
      const answer = skus === undefined ? { answer: "ignore" } : { answer: "bind", listing, skus };
      await must(world, m, `POST /shops/${id}/wares/${platformId}`, answer);
    }
    await must(world, m, `POST /shops/${id}/adopted`, { empty: false });
  }
}

const Picture = z.looseObject({ hash: z.string(), type: z.string() });
const MAIN = 5;
const PICTURES = 8;
const SIDE_PX = 800;

/** The listing as a client saves it; `revision` changes its title and prices. */
export function walnuts(pictures: readonly object[], change: { title?: string; fenPerGram?: number } = {}) {
  return {
    id: LISTING,
    kind: "goods",
    merchantKey: LISTING_KEY,
    titleShort: "成县薄皮核桃",
    titleLong: change.title ?? "成县薄皮核桃 一级果 三种规格",
    brand: "成县核桃",
    categoryCode: "F-walnut",
    legalClass: "edible_agri",
    originCode: "621221",
    originText: "甘肃省陇南市成县",
    netContent: { value: 500, unit: "g" },
    grossWeightG: 600,
    specs: { packaging: "袋装", grade: "一级" },
    shelfLifeDays: 180,
    storage: "cool_dry",
    promiseCert: { no: "HGZ-SIM-01", issuer: "成县示例核桃公司", date: "2026-10-20" },
    ship: { locationId: "loc-cx", promiseHours: 48 },
    returns: "fresh_claim",
    pictures,
    options: Object.entries(PACKS).map(([merchantKey, grams]) => ({
      id: String(grams),
      merchantKey,
      name: `${grams}g`,
      netContent: { value: grams, unit: "g" },
      grossWeightG: grams + 100,
      price: { sellFen: Math.round(grams * (change.fenPerGram ?? 4)) },
      draws: [{ poolId: POOL, qty: grams }],
    })),
  };
}

/** Who can send what the merchant's own shed has not. */
export const SUPPLIER = "sup-hill";
export const SUPPLIER_LOCATION = "loc-hill";
const LOCATION = {
  id: "loc-cx",
  name: "成县发货仓",
  divisionCode: "621221",
  address: "甘肃省成县示例路 2 号",
  contactName: "示例",
  phone: "0939-0000002",
  carriers: ["zhongtong", "yuantong"],
};

/** Stores the place, the heap, pictures and the listing. Gives back the pictures as a listing names them. */
export async function saveListing(world: World, m: string, policy: string): Promise<object[]> {
  await must(world, m, `PUT /locations/${LOCATION.id}`, LOCATION);
  await must(world, m, `PUT /suppliers/${SUPPLIER}`, { id: SUPPLIER, name: "山上合作社", type: "coop" });
  const hill = { ...LOCATION, id: SUPPLIER_LOCATION, name: "山上发货点", supplierId: SUPPLIER };
  await must(world, m, `PUT /locations/${SUPPLIER_LOCATION}`, hill);
  await must(world, m, `PUT /pools/${POOL}`, { name: "成县核桃", unit: "g", onHand: ON_HAND_G, policy });
  const pictures: object[] = [];
  for (let n = 0; n < PICTURES; n++) {
    const bytes = plainJpeg(n);
    const body = { base64: bytes.toString("base64"), type: "image/jpeg" };
    const { hash, type } = Picture.parse(await must(world, m, "POST /pictures", body));
    const role = n < MAIN ? "main" : "detail";
    pictures.push({ hash, type, role, widthPx: SIDE_PX, heightPx: SIDE_PX, sizeBytes: bytes.length });
  }
  await must(world, m, `PUT /listings/${LISTING}`, walnuts(pictures));
  return pictures;
}

/** What platforms look at of a picture: the head of a JPEG with its size; each number another one. */
function plainJpeg(n: number): Buffer {
  const head = segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1"));
  const comment = segment(0xfe, Buffer.from(`picture ${n}`));
  const frame = Buffer.from([8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
  frame.writeUInt16BE(SIDE_PX, 1);
  frame.writeUInt16BE(SIDE_PX, 3);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), head, comment, segment(0xc0, frame), Buffer.from([0xff, 0xd9])]);
}

function segment(marker: number, body: Buffer): Buffer {
  const start = Buffer.from([0xff, marker, 0, 0]);
  start.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([start, body]);
}
