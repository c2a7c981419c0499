const WEBP_AT = 8;

/** What a picture's first bytes say it is; null for anything but JPEG, PNG and WebP. */
export function pictureType(bytes: Uint8Array): "image/jpeg" | "image/png" | "image/webp" | null {
  const starts = (at: number, text: string) =>
    Buffer.from(bytes.subarray(at, at + text.length)).toString("latin1") === text;
  if (starts(0, "\xff\xd8\xff")) return "image/jpeg";
  if (starts(0, "\x89PNG\r\n\x1a\n")) return "image/png";
  return starts(0, "RIFF") && starts(WEBP_AT, "WEBP") ? "image/webp" : null;
}
