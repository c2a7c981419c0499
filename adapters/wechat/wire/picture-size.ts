type Size = { width: number; height: number };

/** Width and height in pixels of a PNG, JPEG, BMP or WebP, from its header; null for anything else. The upload wants to be told both. */
export function pictureSize(bytes: Uint8Array): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 30) return null;
  if (view.readUInt32BE(0) === 0x89504e47) return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
  if (view.toString("latin1", 0, 2) === "BM")
    return { width: view.readInt32LE(18), height: Math.abs(view.readInt32LE(22)) };
  if (view.readUInt16BE(0) === 0xffd8) return jpegSize(view);
  return view.toString("latin1", 8, 12) === "WEBP" ? webpSize(view) : null;
}

/** Walks the segments to the frame header (SOF0–SOF15 without the three other meanings in that range). */
function jpegSize(view: Buffer): Size | null {
  let at = 2;
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
    at += 2 + view.readUInt16BE(at + 2);
  }
  return null;
}

function webpSize(view: Buffer): Size | null {
  const kind = view.toString("latin1", 12, 16);
  if (kind === "VP8X") return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
  if (kind === "VP8 ") return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
  if (kind !== "VP8L") return null;
  const bits = view.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
