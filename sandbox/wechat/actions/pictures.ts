import { createHash } from "node:crypto";
import * as z from "zod";
import { fit, raw, readBody, type Api, type Call } from "../call.ts";
import { readParts, type Part } from "../multipart.ts";
import { no, OK, type Reply } from "../reply.ts";

const MEGABYTE = 1024 * 1024;
const MAX_URL_ANSWER_BYTES = 10 * MEGABYTE;
const MAX_MEDIA_BYTES = 2 * MEGABYTE;
const TYPES: ReadonlySet<string> = new Set(
  ["bmp", "jpeg", "jpg", "png", "svg+xml", "webp", "x-ms-bmp"].map((type) => `image/${type}`),
);
const byUrlShape = z.object({ img_url: z.string() });

const upload = (call: Call): Reply => {
  const uploadType = call.query.get("upload_type");
  const respType = call.query.get("resp_type");
  if (respType !== "0" && respType !== "1") return no(10020055, "resp_type");
  if (uploadType === "1") return uploadByUrl(call, respType);
  return uploadType === "0" ? uploadBytes(call, respType) : no(10020055, "upload_type");
};

const uploadBytes = (call: Call, respType: string): Reply => {
  const sides = ["height", "width"].map((side) => Number(call.query.get(side)));
  if (!sides.every((side) => Number.isInteger(side) && side > 0)) return no(10020055, "height, width");
  const part = readParts(call.headers["content-type"] ?? "", call.bytes).find(({ name }) => name === "media");
  if (!part) return no(10020055, "media");
  if (part.bytes.length === 0) return no(10020059);
  if (!TYPES.has(typeOf(part))) return no(10020056, part.type);
  if (part.bytes.length > (respType === "1" ? MAX_URL_ANSWER_BYTES : MAX_MEDIA_BYTES)) return no(10020060);
  return keep(call, respType, part.bytes);
};

/** SDKs send files as octets without saying what they are: then the first bytes tell. */
const typeOf = ({ type, bytes }: Part): string => {
  if (type !== "" && type !== "application/octet-stream") return type;
  const head = bytes.subarray(0, 12).toString("latin1");
  return MAGIC.find(([pattern]) => pattern.test(head))?.[1] ?? type;
};

const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^BM/, "image/bmp"],
  [/^\u00FF\u00D8\u00FF/, "image/jpeg"],
  [/^\u0089PNG/, "image/png"],
  [/^RIFF.{4}WEBP/s, "image/webp"],
  [/^\s*<(svg|\?xml)/i, "image/svg+xml"],
];

/** The source can't be fetched in here: its address is checked, and stands for its content. */
const uploadByUrl = (call: Call, respType: string): Reply => {
  const address = addressOf(call);
  if (typeof address !== "string") return address;
  const parts = /^https?:\/\/([^/]+)(\/.*)?$/.exec(address);
  if (!parts || parts[1] === "mmecimage.cn") return no(10020061);
  return parts[2]?.includes("//") ? no(10020254) : keep(call, respType, Buffer.from(address));
};

const addressOf = (call: Call): string | Reply => {
  const inQuery = call.query.get("img_url");
  if (inQuery !== null) return inQuery;
  const body = readBody(call.bytes);
  if (!body.ok) return body.refusal;
  const input = fit(byUrlShape, body.value);
  return input.ok ? input.value.img_url : input.refusal;
};

const keep = (call: Call, respType: string, bytes: Uint8Array): Reply => {
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (respType === "0")
    return { ...OK, pic_file: { media_id: `M${hash.slice(0, 40)}`, pay_media_id: `P${hash.slice(0, 40)}` } };
  const url = `https://mmecimage.cn/p/${call.shop.appId}/H${hash.slice(0, 40)}`;
  call.world.pictures.set(url, call.shop.appId);
  return { ...OK, pic_file: { img_url: url } };
};

const qualification = (call: Call): Reply => {
  const part = readParts(call.headers["content-type"] ?? "", call.bytes).find(({ name }) => name === "media");
  if (!part || part.bytes.length === 0) return no(10020059);
  return { ...OK, data: { file_id: `F${createHash("sha256").update(part.bytes).digest("hex").slice(0, 40)}` } };
};

export const PICTURE_CALLS: Readonly<Record<string, Api>> = {
  "basics/img/upload": raw("POST", upload, { set: 85, aliases: true }),
  "basics/qualification/upload": raw("POST", qualification, { set: 85, aliases: true }),
};
