import { createHash } from "node:crypto";

type Parameters = ReadonlyMap<string, string>;

/** MD5 over secret + sorted names and values + secret, in upper-case hex (reference 2). */
export function signature(parameters: Parameters, secret: string): string {
  const names = [...parameters.keys()].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const text = names.map((name) => name + (parameters.get(name) ?? "")).join("");
  return createHash("md5").update(`${secret}${text}${secret}`, "utf8").digest("hex").toUpperCase();
}

/** Whether the sign is right under one of the habits that JD's gateway tolerates: empty values, `@` values or `format` left out. */
export function verifies(parameters: Parameters, secret: string): boolean {
  const sent = parameters.get("sign");
  const all = [...parameters].filter(([name]) => name !== "sign");
  const habits: readonly ((entry: readonly [string, string]) => boolean)[] = [
    () => true,
    ([, value]) => value !== "",
    ([, value]) => !value.startsWith("@"),
    ([name]) => name !== "format" && name !== "sign_method",
    ([name, value]) => name !== "format" && name !== "sign_method" && value !== "",
  ];
  return habits.some((keeps) => signature(new Map(all.filter(keeps)), secret) === sent);
}
