import * as z from "zod";
import { hashOf } from "../../../domain/hash.ts";
import { pictureName } from "../../shared/picture-name.ts";
import { Problem, wrongField } from "../../shared/problem.ts";
import type { Call } from "../call.ts";
import { pictureType } from "../picture-type.ts";
import { route } from "../route.ts";
import { WRITERS } from "./roles.ts";

const MAX_BYTES = 10_000_000;
const TYPES = ["image/jpeg", "image/png", "image/webp"] as const;

const post = route({
  method: "POST",
  path: "/pictures",
  summary: "Stores a picture under the SHA-256 of its bytes",
  roles: WRITERS,
  status: 201,
  keepsAnswer: false,
  body: z.strictObject({ base64: z.base64(), type: z.enum(TYPES) }),
  reply: z.object({ hash: z.string(), type: z.enum(TYPES), sizeBytes: z.int() }),
  run: ({ body }, call) => storePicture(body, call),
});

/** The bytes decide what a picture is, not its name; a file that only claims to be one is refused. */
async function storePicture({ base64, type }: { base64: string; type: (typeof TYPES)[number] }, call: Call) {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > MAX_BYTES) throw tooLarge();
  const found = pictureType(bytes);
  if (found === null)
    throw wrongField("/base64", { zh: "只支持 JPEG、PNG 和 WebP 图片", en: "neither JPEG, PNG nor WebP" });
  if (found !== type) throw wrongField("/type", { zh: `图片实际是 ${found}`, en: `the bytes are ${found}` });
  const hash = hashOf(bytes);
  await call.ports.blob.put(pictureName(call.m, hash), bytes);
  return { hash, type: found, sizeBytes: bytes.length };
}

function tooLarge(): Problem {
  return new Problem(
    { status: 413, code: "too_large" },
    { zh: "图片不能超过 10 MB", en: "a picture has at most 10 MB" },
  );
}

export const pictureRoutes = [post];
