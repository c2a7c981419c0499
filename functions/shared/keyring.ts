import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Keyring } from "./ports.ts";

/** Data keys wrapped by KMS; the context is bound in. */
export function kmsKeyring(client: KMSClient, keyId: string): Keyring {
  return {
    async newKey(context) {
      const made = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: "AES_256", EncryptionContext: { context } }),
      );
      if (made.Plaintext === undefined || made.CiphertextBlob === undefined) throw new Error("KMS gave no data key");
      return { plain: made.Plaintext, wrapped: Buffer.from(made.CiphertextBlob).toString("base64") };
    },
    async unwrap(wrapped, context) {
      const blob = Buffer.from(wrapped, "base64");
      const opened = await client.send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: { context } }));
      if (opened.Plaintext === undefined) throw new Error("KMS opened no data key");
      return opened.Plaintext;
    },
  };
}

/** Data keys wrapped by a key in a file of this machine: for the embedded stack only. Throws when the file is missing. */
export function fileKeyring(file: string): Keyring {
  const master = Buffer.from(readFileSync(file, "utf8").trim(), "base64");
  return {
    async newKey(context) {
      const plain = randomBytes(32);
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", master, nonce);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { plain, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64") };
    },
    async unwrap(wrapped, context) {
      const bytes = Buffer.from(wrapped, "base64");
      const decipher = createDecipheriv("aes-256-gcm", master, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    },
  };
}
