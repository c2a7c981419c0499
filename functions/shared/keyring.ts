import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Env } from "./env.ts";
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

/** The keyring of this deployment: a file on one machine, KMS in the cloud. Throws when the function was given neither. */
export function keyringFrom(env: Env): Keyring {
  if (env.LOCAL_KEY_FILE !== undefined) return fileKeyring(env.LOCAL_KEY_FILE);
  if (env.KMS_KEY_ID !== undefined) return kmsKeyring(new KMSClient({}), env.KMS_KEY_ID);
  throw new Error("this function was not given a key");
}
