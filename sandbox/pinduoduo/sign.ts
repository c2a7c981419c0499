import { createHash } from "node:crypto";

/** What a client must have sent: MD5 over secret, sorted keys with values, secret; upper case. */
export function expectedSign(secret: string, parameters: ReadonlyMap<string, string>): string {
  let text = secret;
  for (const key of [...parameters.keys()].filter((name) => name !== "sign").sort())
    text += `${key}${parameters.get(key)}`;
  return createHash("md5").update(`${text}${secret}`, "utf8").digest("hex").toUpperCase();
}
