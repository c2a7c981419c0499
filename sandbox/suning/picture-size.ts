export interface PictureSize {
  type: "jpg" | "png" | "gif" | "bmp";
  width: number;
  height: number;
}

/** Kind and size of a picture by its first bytes; null where they are none of the four kinds. */
export function pictureSize(bytes: Buffer): PictureSize | null {
  try {
    return png(bytes) ?? gif(bytes) ?? bmp(bytes) ?? jpg(bytes);
  } catch {
    return null; //  a head that is cut short
  }
}

function png(bytes: Buffer): PictureSize | null {
  if (bytes.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return null;
  return { type: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gif(bytes: Buffer): PictureSize | null {
  if (!/^GIF8[79]a/.test(bytes.toString("latin1", 0, 6))) return null;
  return { type: "gif", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function bmp(bytes: Buffer): PictureSize | null {
  if (bytes.toString("latin1", 0, 2) !== "BM") return null;
  return { type: "bmp", width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
}

/** Walks the segments to the frame head, whose markers are C0–CF without C4, C8, CC. */
function jpg(bytes: Buffer): PictureSize | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker < 0xff01) return null;
    const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (frame) return { type: "jpg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}
