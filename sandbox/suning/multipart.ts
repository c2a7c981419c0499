/** One part of a multipart/form-data body. */
export interface Part {
  name: string;
  fileName: string | null;
  bytes: Uint8Array;
}

/** The parts of a multipart body, or null where the content type is another one. */
export function partsOf(contentType: string, body: Uint8Array): readonly Part[] | null {
  const boundary = /^multipart\/form-data\b.*\bboundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const text = Buffer.from(body).toString("latin1");
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map(partOf)
    .filter((part) => part !== null);
}

function partOf(text: string): Part | null {
  const cut = text.indexOf("\r\n\r\n");
  if (cut < 0) return null;
  const head = Buffer.from(text.slice(0, cut), "latin1").toString("utf8");
  const name = /\bname="([^"]*)"/.exec(head)?.[1];
  if (name === undefined) return null;
  const bytes = Buffer.from(text.slice(cut + 4).replace(/\r\n$/, ""), "latin1");
  return { name, fileName: /\bfilename="([^"]*)"/.exec(head)?.[1] ?? null, bytes };
}

/** The part that holds the request envelope: the one whose text begins like JSON or XML. */
export function envelopePart(parts: readonly Part[]): Uint8Array | null {
  const found = parts.find(
    (part) => part.fileName === null && /^\s*[{<]/.test(Buffer.from(part.bytes).toString("utf8")),
  );
  return found?.bytes ?? null;
}
