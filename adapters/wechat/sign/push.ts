import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import type { Push } from "../../contract.ts";

/** SHA-1 hex over the sorted parts: the push signature of the platform. */
export function pushSignature(parts: readonly string[]): string {
  return createHash("sha1").update(parts.toSorted().join("")).digest("hex");
}

/** Whether a signature that came with a push is the one that these parts give; compared in constant time. */
export function isSigned(parts: readonly string[], signature: string): boolean {
  const [made, given] = [Buffer.from(pushSignature(parts)), Buffer.from(signature)];
  return made.length === given.length && timingSafeEqual(made, given);
}

/** The cipher text of a pushed body, without parsing bytes that nobody has verified yet; empty when there is none. */
export function encryptOf(push: Push): string {
  const found = /"Encrypt"\s*:\s*"([^"]*)"/.exec(Buffer.from(push.raw).toString("utf8"));
  return (found?.[1] ?? "").replaceAll("\\/", "/");
}

/**
 * Opens a cipher text whose signature holds: 16 random bytes, length, message, app id; padded to 32-byte blocks, which is why
 * Node's own padding check is off. Throws a RangeError or node:crypto's error when key and text don't belong together.
 */
export function decryptPush(encrypt: string, encodingAesKey: string): { message: string; appId: string } {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypt, "base64"), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  return { message: plain.toString("utf8", 20, end), appId: plain.toString("utf8", end) };
}
