/** One part of a multipart body. */
export interface Part {
  name: string;
  fileName: string | null;
  type: string;
  bytes: Buffer;
}

/** The parts of a multipart/form-data body; empty where the header or the body is none. */
export const readParts = (contentType: string, body: Uint8Array): readonly Part[] => {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined) return [];
  const bytes = Buffer.from(body);
  const parts: Part[] = [];
  let from = bytes.indexOf(`--${boundary}`);
  while (from >= 0) {
    const start = from + boundary.length + 2;
    const end = bytes.indexOf(`\r\n--${boundary}`, start);
    if (end < 0) break;
    const part = readPart(bytes.subarray(start + 2, end));
    if (part) parts.push(part);
    from = end + 2;
  }
  return parts;
};

const readPart = (bytes: Buffer): Part | null => {
  const blank = bytes.indexOf("\r\n\r\n");
  if (blank < 0) return null;
  const head = bytes.subarray(0, blank).toString();
  const name = /name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return null;
  return {
    name,
    fileName: /filename="([^"]*)"/i.exec(head)?.[1] ?? null,
    type: (/content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? "").trim().toLowerCase(),
    bytes: bytes.subarray(blank + 4),
  };
};
