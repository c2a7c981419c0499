import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Env } from "./env.ts";
import type { Blob } from "./ports.ts";

/** The `Blob` port on a bucket. */
export function s3Blob(client: S3Client, bucket: string): Blob {
  return {
    async put(name, bytes) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: name, Body: bytes }));
    },
    async get(name) {
      try {
        const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
        return (await found.Body?.transformToByteArray()) ?? null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
  };
}

/** The bucket of this deployment. Throws when the function was not given one. */
export function bucketBlob(env: Env): Blob {
  if (env.RAW_BUCKET_NAME === undefined) throw new Error("this function was not given a bucket");
  return s3Blob(new S3Client({ forcePathStyle: true }), env.RAW_BUCKET_NAME);
}
