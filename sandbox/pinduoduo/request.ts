import type { WireRequest } from "../kit/types.ts";

/** A request taken apart: parameters of query and body, each as its text. `bad`: the body is neither a form nor a JSON object. */
export interface Decoded {
  path: string;
  parameters: ReadonlyMap<string, string>;
  bad: boolean;
}

export function decode({ target, headers, body }: WireRequest): Decoded {
  const url = new URL(target, "http://pinduoduo");
  const parameters = new Map(url.searchParams);
  const text = new TextDecoder().decode(body);
  const json = (headers["content-type"] ?? "").includes("json") || text.trimStart().startsWith("{");
  const found = json ? fromJson(text) : new Map(new URLSearchParams(text));
  for (const [key, value] of found ?? []) parameters.set(key, value);
  return { path: url.pathname, parameters, bad: found === null };
}

/** Values that are no texts count as their JSON, as clients that post JSON sign them. */
function fromJson(text: string): Map<string, string> | null {
  if (text.trim() === "") return new Map();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map(
      Object.entries(value).map(([key, one]) => [key, typeof one === "string" ? one : JSON.stringify(one)]),
    );
  } catch {
    return null;
  }
}
