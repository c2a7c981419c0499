import sharp from "sharp";
import { createHash } from "node:crypto";
import type { Picture } from "../../domain/listing/head.ts";
import { hashOf } from "../../domain/hash.ts";

const SIDE_PX = 800;
/** The strictest platform wants three to nine distinct main pictures, for food four and three of the detail. */
const MAIN = 4;
const DETAIL = 4;

/** A picture for a listing's code: flat colours, a pattern of its own and the code. The same code and number give the same text always. */
export function pictureFor(code: string, n: number): string {
  const seed = createHash("sha256").update(`${code}/${n}`).digest();
  const at = (index: number): number => seed[index % seed.length] ?? 0;
  const hue = (at(0) * 360) / 256;
  const cells = Array.from({ length: 16 }, (_, index) => shape(index, at(index + 1), (hue + at(index + 3) / 4) % 360));
  const label = code.replaceAll(/[^A-Za-z0-9._-]/g, "_");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE_PX}" height="${SIDE_PX}" viewBox="0 0 ${SIDE_PX} ${SIDE_PX}">`,
    `<rect width="${SIDE_PX}" height="${SIDE_PX}" fill="hsl(${hue.toFixed(0)},45%,88%)"/>`,
    ...cells,
    `<rect x="80" y="330" width="640" height="140" rx="20" fill="white"/>`,
    `<text x="400" y="425" font-family="sans-serif" font-size="72" text-anchor="middle" fill="#333">${label} ${n}</text>`,
    "</svg>",
  ].join("");
}

/** The picture as a JPEG of 800 × 800 pixels, well below 200 KB. */
export async function pictureBytes(listingKey: string, n: number): Promise<Uint8Array> {
  const jpeg = await sharp(Buffer.from(pictureFor(listingKey, n)))
    .jpeg({ quality: 72 })
    .toBuffer();
  return new Uint8Array(jpeg);
}

/** File names of a listing's pictures, as the sample workbook has them. */
export function pictureNames(listingKey: string): { main: readonly string[]; detail: readonly string[] } {
  const name = (n: number): string => `${listingKey}-${n}.jpg`;
  return {
    main: Array.from({ length: MAIN }, (_, index) => name(index + 1)),
    detail: Array.from({ length: DETAIL }, (_, index) => name(MAIN + index + 1)),
  };
}

/** One sample picture: its name in the workbook, its bytes, and what the importer wants to know of it. */
export interface SamplePicture {
  name: string;
  bytes: Uint8Array;
  picture: Omit<Picture, "role">;
}

/** Every picture of a listing, main ones first. */
export async function picturesOf(listingKey: string): Promise<readonly SamplePicture[]> {
  const { main, detail } = pictureNames(listingKey);
  return Promise.all(
    [...main, ...detail].map(async (name, index) => {
      const bytes = await pictureBytes(listingKey, index + 1);
      const picture = {
        hash: hashOf(bytes),
        type: "image/jpeg",
        widthPx: SIDE_PX,
        heightPx: SIDE_PX,
        sizeBytes: bytes.length,
      } as const;
      return { name, bytes, picture };
    }),
  );
}

function shape(index: number, byte: number, hue: number): string {
  const [x, y] = [(index % 4) * 200 + 100, Math.floor(index / 4) * 200 + 100];
  const size = 40 + (byte % 60);
  const fill = `hsl(${hue.toFixed(0)},55%,${50 + (byte % 30)}%)`;
  if (byte % 3 === 0) return `<circle cx="${x}" cy="${y}" r="${size}" fill="${fill}"/>`;
  if (byte % 3 === 1)
    return `<rect x="${x - size}" y="${y - size}" width="${size * 2}" height="${size * 2}" fill="${fill}"/>`;
  return `<polygon points="${x},${y - size} ${x + size},${y + size} ${x - size},${y + size}" fill="${fill}"/>`;
}
