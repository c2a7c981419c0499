import * as z from "zod";
import type { World } from "../../local/demo/world.ts";
import { picturesOf } from "../../scripts/samples/pictures.ts";

/** The heap that every pack size of every shop draws from, in grams. */
export const POOL = "heap-journey";
export const ON_HAND_G = 2_000_000;
export const LISTING = "walnuts-journey";
export const LISTING_KEY = "JRN-W";
/** Grams that one unit of each sku draws from the heap. */
export const PACKS_G: Readonly<Record<string, number>> = { "JRN-W-500": 500, "JRN-W-1000": 1_000, "JRN-W-2500": 2_500 };

const LOCATION = {
  id: "loc-cx",
  name: "成县发货仓",
  divisionCode: "621221",
  address: "甘肃省成县示例路 2 号",
  contactName: "示例",
  phone: "0939-0000002",
  carriers: ["zhongtong", "yuantong"],
};
const MAIN_PICTURES = 5;
const FEN_PER_GRAM = 4;

const Saved = z.looseObject({
  findings: z.array(z.looseObject({ rule: z.string(), severity: z.string(), say: z.looseObject({ zh: z.string() }) })),
});

/** Stores pictures, the heap and the listing. Tells what our rules find in it. */
export async function saveWalnuts({ api }: World): Promise<z.infer<typeof Saved>["findings"]> {
  await api.send("PUT", `/locations/${LOCATION.id}`, LOCATION);
  await api.send("PUT", `/pools/${POOL}`, { name: "成县核桃", unit: "g", onHand: ON_HAND_G });
  const { findings } = await api.call(Saved, "PUT", `/listings/${LISTING}`, {
    id: LISTING,
    kind: "goods",
    merchantKey: LISTING_KEY,
    titleShort: "成县薄皮核桃",
    titleLong: "成县薄皮核桃 一级果 三种规格",
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
    promiseCert: { no: "HGZ-JRN-01", issuer: "成县示例核桃公司", date: "2026-10-20" },
    ship: { locationId: LOCATION.id, promiseHours: 48 },
    returns: "fresh_claim",
    pictures: await uploadPictures(api),
    options: Object.entries(PACKS_G).map(([merchantKey, grams]) => ({
      id: String(grams),
      merchantKey,
      name: `${grams}g`,
      netContent: { value: grams, unit: "g" },
      grossWeightG: grams + 100,
      price: { sellFen: grams * FEN_PER_GRAM },
      draws: [{ poolId: POOL, qty: grams }],
    })),
  });
  return findings;
}

async function uploadPictures(api: World["api"]) {
  const files = await picturesOf(LISTING_KEY);
  for (const { bytes, picture } of files) {
    await api.send("POST", "/pictures", { base64: Buffer.from(bytes).toString("base64"), type: picture.type });
  }
  return files.map(({ picture }, n) => ({ ...picture, role: n < MAIN_PICTURES ? "main" : "detail" }));
}
