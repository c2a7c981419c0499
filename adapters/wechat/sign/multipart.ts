import type { Call } from "../../contract.ts";
import { hashOf } from "../../../domain/hash.ts";

/** A form with one file. The boundary is made from the content, so that equal files give equal bytes. */
export function multipart(file: NonNullable<Call<unknown>["file"]>): {
  headers: Record<string, string>;
  body: Uint8Array;
} {
  const boundary = `shanhuo${hashOf(file.bytes).slice(0, 32)}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { headers: { "content-type": `multipart/form-data; boundary=${boundary}` }, body };
}
