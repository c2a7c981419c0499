import sharp from "sharp";
import type { PictureLimits } from "../../../adapters/contract.ts";

export interface Picture {
  bytes: Uint8Array;
  type: "image/jpeg" | "image/png";
}

const SIDE_PX = 800;
const COLOURS = ["#7a4a21", "#3d6b35", "#b5651d", "#8a2b2b", "#2b4a8a", "#c9a227", "#5b3a78", "#1f7a6d"] as const;

/** Distinct square pictures of plain colours, in a type that the platform takes. */
export async function makePictures(count: number, { types, minSidePx }: PictureLimits): Promise<readonly Picture[]> {
  const side = Math.max(SIDE_PX, minSidePx);
  const type = types.includes("image/jpeg") ? "image/jpeg" : "image/png";
  return Promise.all(
    COLOURS.slice(0, count).map(async (background): Promise<Picture> => {
      const picture = sharp({ create: { width: side, height: side, channels: 3, background } });
      const bytes = await (type === "image/jpeg" ? picture.jpeg() : picture.png()).toBuffer();
      return { bytes: new Uint8Array(bytes), type };
    }),
  );
}
