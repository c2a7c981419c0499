import type { WireRequest } from "../kit/types.ts";

/** What a request says once it is decoded: its path, and every parameter of query and body. */
export interface Decoded {
  path: string;
  parameters: Map<string, string>;
}

/** Query, form body and multipart body are one set; the body wins over the query. File parts come as base64. */
export function decode(request: WireRequest): Decoded {
  const url = new URL(request.target.replace(/^\/+/, "/"), "http://gateway");
  const parameters = new Map(url.searchParams);
  parameters.delete("");
  const type = request.headers["content-type"] ?? "";
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  const more = boundary === undefined ? formBody(request.body) : multipart(Buffer.from(request.body), boundary);
  for (const [name, value] of more) parameters.set(name, value);
  return { path: url.pathname, parameters };
}

function formBody(body: Uint8Array): Iterable<[string, string]> {
  return new URLSearchParams(new TextDecoder().decode(body));
}

function multipart(body: Buffer, boundary: string): [string, string][] {
  const text = body.toString("latin1");
  return text.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const cut = part.indexOf("\r\n\r\n");
    const head = part.slice(0, cut);
    const name = /name="([^"]*)"/i.exec(head)?.[1];
    if (cut < 0 || name === undefined) return [];
    const bytes = Buffer.from(part.slice(cut + 4).replace(/\r\n$/, ""), "latin1");
    return [[name, bytes.toString(/filename="/i.test(head) ? "base64" : "utf8")]];
  });
}
