/** Which hosts the relay may reach: exact names, port 443 unless one is written (`open.example.com`, `10.0.0.8:8443`). */
export type AllowList = ReadonlySet<string>;

const ENTRY = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;
const HTTPS_PORT = 443;

/** Reads a comma-separated list. Throws with the entry that is no host, and when the list is empty: a relay to everywhere is an open proxy. */
export function allowListFrom(text: string): AllowList {
  const entries = text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  if (entries.length === 0) throw new Error("RELAY_ALLOW_HOSTS names no host");
  for (const entry of entries) {
    if (!ENTRY.test(entry))
      throw new Error(`RELAY_ALLOW_HOSTS: ${JSON.stringify(entry)} is no host name with or without a port`);
  }
  return new Set(entries.map((entry) => (entry.includes(":") ? entry : `${entry}:${HTTPS_PORT}`)));
}

/** Where a CONNECT request wants to go; null when it is malformed or not on the list. */
export function allowedTarget(authority: string, list: AllowList): { host: string; port: number } | null {
  const target = authority.toLowerCase();
  if (!list.has(target)) return null;
  const colon = target.lastIndexOf(":");
  return { host: target.slice(0, colon), port: Number(target.slice(colon + 1)) };
}
