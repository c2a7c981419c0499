import { createHash } from "node:crypto";

/** Everything that happened, in order: told to a hash, and kept for whoever wants to read it. */
export interface History {
  note(at: number, who: string, what: string, content?: unknown): void;
  lines(): readonly string[];
  /** SHA-256 of all that was noted. */
  hash(): string;
}

/** A history without a line. */
export function history(): History {
  const sha = createHash("sha256");
  const kept: { at: number; who: string; what: string; content: string }[] = [];
  return {
    note(at, who, what, content) {
      const text = content === undefined ? "" : textOf(content);
      kept.push({ at, who, what, content: text });
      sha.update(`${at} ${who} ${what} ${text}\n`);
    },
    lines: () => kept.map(({ at, who, what, content }) => `${clock(at)} ${who} ${what} ${content.slice(0, 400)}`),
    hash: () => sha.copy().digest("hex"),
  };
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(5, 23);
}

/** Sealed texts and wrapped keys are of real chance: their length is all that counts. */
const CHANCE = new Set(["sealed", "wrapped"]);

function textOf(content: unknown): string {
  return JSON.stringify(content, (name, value: unknown) => {
    if (value instanceof Uint8Array) return createHash("sha1").update(value).digest("base64url");
    if (CHANCE.has(name) && typeof value === "string") return `sealed:${value.length}`;
    return isBuffer(value) ? "bytes" : value;
  });
}

/** JSON.stringify asks a Buffer for its own JSON before the replacer sees it. */
function isBuffer(value: unknown): boolean {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
}
