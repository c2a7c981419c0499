import sharp from "sharp";

const SIDE_PX = 800;
const MAIN = 4;
export const PICTURES = 7;
export const POOL = "heap";
export const OTHER_POOL = "other-heap";
export const LOCATION = {
  id: "loc-cx",
  name: "成县发货仓",
  divisionCode: "621221",
  address: "甘肃省成县示例路 2 号",
  contactName: "示例",
  phone: "0939-0000002",
  carriers: ["zhongtong", "yuantong"],
};
export const PACK_G = 500;

/** Walnuts of one pack size that every platform takes; `n` tells listings apart. */
export function walnuts(n: number, pictures: readonly object[], change: { title?: string; pool?: string } = {}) {
  const merchantKey = keyOf(n);
  return {
    id: `walnut-${n}`,
    kind: "goods",
    merchantKey,
    titleShort: `成县核桃 ${n}`,
    titleLong: change.title ?? `成县薄皮核桃 一级果 五百克装 第 ${n} 号`,
    brand: "成县核桃",
    categoryCode: "F-walnut",
    legalClass: "edible_agri",
    originCode: "621221",
    originText: "甘肃省陇南市成县",
    netContent: { value: PACK_G, unit: "g" },
    grossWeightG: 600,
    specs: { packaging: "袋装", grade: "一级" },
    shelfLifeDays: 180,
    storage: "cool_dry",
    promiseCert: { no: "HGZ-01", issuer: "成县示例核桃公司", date: "2026-10-20" },
    ship: { locationId: LOCATION.id, promiseHours: 48 },
    returns: "fresh_claim",
    pictures,
    options: [
      {
        id: "500",
        merchantKey: `${merchantKey}-500`,
        name: "500g",
        netContent: { value: PACK_G, unit: "g" },
        grossWeightG: 600,
        price: { sellFen: 2_900 },
        draws: [{ poolId: change.pool ?? POOL, qty: PACK_G }],
      },
    ],
  };
}

/** The merchant key of the n-th listing. */
export function keyOf(n: number): string {
  return `BENCH-W${n}`;
}

/** Pictures to upload, with what a listing says of each beside its hash. */
export function pictures(): Promise<{ base64: string; type: "image/jpeg"; facts: object }[]> {
  return Promise.all(Array.from({ length: PICTURES }, (_, n) => picture(n)));
}

async function picture(n: number) {
  const bytes = await plain(n);
  const facts = { role: n < MAIN ? "main" : "detail", widthPx: SIDE_PX, heightPx: SIDE_PX, sizeBytes: bytes.length };
  return { base64: bytes.toString("base64"), type: "image/jpeg" as const, facts };
}

/** One colour, another one for each number. */
function plain(n: number): Promise<Buffer> {
  const background = { r: 30 * n, g: 120, b: 60 };
  return sharp({ create: { width: SIDE_PX, height: SIDE_PX, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
