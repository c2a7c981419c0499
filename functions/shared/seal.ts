import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { msBetween } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Keyring, Ports, Table } from "./ports.ts";
import { keys } from "./store/keys.ts";

/** Seals secrets and buyers' data: AES-256-GCM under the merchant's data key; what it is for is bound in, so that it opens nowhere else. */
export interface Sealer {
  seal(merchant: string, purpose: string, value: unknown): Promise<string>;
  /** Throws when the text was sealed for another merchant or purpose, or was changed. */
  open(merchant: string, purpose: string, sealed: string): Promise<unknown>;
  /** A keyed hash of personal fields: says "the same" without being reversible. */
  mark(merchant: string, value: unknown): Promise<string>;
}

/** A sealer over data keys in the table, wrapped by the keyring; keys are kept ten minutes at most by the process that made it. */
export function sealer(keyring: Keyring, table: Table): Sealer {
  const known = new Map<string, Promise<Uint8Array>>();
  const keyOf = (merchant: string) => {
    const there = known.get(merchant);
    if (there !== undefined) return there;
    const loading = dataKey(merchant, keyring, table);
    known.set(merchant, loading);
    loading.catch(() => known.delete(merchant));
    return loading;
  };
  return {
    async seal(merchant, purpose, value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", await keyOf(merchant), nonce);
      cipher.setAAD(Buffer.from(`${merchant}|${purpose}`));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    async open(merchant, purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", await keyOf(merchant), bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(`${merchant}|${purpose}`));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      const value: unknown = JSON.parse(text);
      return value;
    },
    async mark(merchant, value) {
      return createHmac("sha256", await keyOf(merchant))
        .update(JSON.stringify(value))
        .digest("hex")
        .slice(0, 24);
    },
  };
}

const KEPT_MS = 10 * 60_000;

/** One sealer for a process: data keys are unwrapped once in ten minutes, not at every request. */
export function keptSealer(): (ports: Pick<Ports, "keyring" | "table" | "clock">) => Sealer {
  let kept: { made: Instant; sealer: Sealer } | null = null;
  return ({ keyring, table, clock }) => {
    const now = clock.now();
    if (kept === null || msBetween(kept.made, now) > KEPT_MS) kept = { made: now, sealer: sealer(keyring, table) };
    return kept.sealer;
  };
}

async function dataKey(merchant: string, keyring: Keyring, table: Table): Promise<Uint8Array> {
  const key = keys.dataKey(merchant, 1);
  const stored = await table.get(key);
  if (typeof stored?.["wrapped"] === "string") return keyring.unwrap(stored["wrapped"], merchant);
  const { plain, wrapped } = await keyring.newKey(merchant);
  const put = await table.write({ put: { ...key, wrapped }, if: { all: [["PK", "absent"]] } });
  if (put.ok) return plain;
  if (typeof put.old?.["wrapped"] !== "string") throw new Error(`data key of ${merchant} has no text`);
  return keyring.unwrap(put.old["wrapped"], merchant);
}
