import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/** Keys of a shop's message push. */
export interface PushKeys {
  appId: string;
  token: string;
  encodingAesKey: string;
}

const BLOCK_BYTES = 32;

/** SHA-1 over the sorted parts; with the Encrypt text among them it is msg_signature. */
export const pushSignature = (parts: readonly string[]): string =>
  createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");

const keyOf = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, "base64");

/** The Encrypt text of a message; `random16` is sixteen characters. Padding fills blocks of 32 bytes. */
export const sealPush = (json: string, random16: string, keys: PushKeys): string => {
  const text = Buffer.from(json);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from(random16), length, text, Buffer.from(keys.appId)]);
  const fill = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const key = keyOf(keys.encodingAesKey);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(fill, fill)])), cipher.final()]).toString(
    "base64",
  );
};

/** What a shop's server would read from an Encrypt text. */
export const openPush = (encrypted: string, keys: PushKeys): { json: string; appId: string } => {
  const key = keyOf(keys.encodingAesKey);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, "base64")), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  return { json: plain.subarray(20, end).toString(), appId: plain.subarray(end).toString() };
};

/** The whole POST that the platform would send: query and body. */
export const pushRequest = (
  json: string,
  keys: PushKeys & { userName: string },
  chance: { timestamp: string; nonce: string; random16: string },
): { query: Readonly<Record<string, string>>; body: string } => {
  const encrypted = sealPush(json, chance.random16, keys);
  const { timestamp, nonce } = chance;
  return {
    query: {
      signature: pushSignature([keys.token, timestamp, nonce]),
      timestamp,
      nonce,
      encrypt_type: "aes",
      msg_signature: pushSignature([keys.token, timestamp, nonce, encrypted]),
    },
    body: JSON.stringify({ ToUserName: keys.userName, Encrypt: encrypted }),
  };
};
