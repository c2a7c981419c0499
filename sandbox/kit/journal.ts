import { instantText } from "./clock.ts";

/** One call as it was seen. `status` is null when no status line went out; `path` has its query, with secrets replaced. */
export interface CallEntry {
  n: number;
  at: string;
  api: string | null;
  shop: string | null;
  method: string;
  path: string;
  status: number | null;
  /** The platform's own code in the answer. */
  code?: string;
  fault?: string;
}

/** The calls since the last reset, the newest 20 000 of them. Numbers go on counting over resets, so `after` never points backwards. */
export interface Journal {
  add(call: Omit<CallEntry, "n" | "at" | "path"> & { atMs: number; target: string }): void;
  after(n: number): readonly CallEntry[];
  clear(): void;
}

const KEPT_CALLS = 20_000;
const KEPT_PATH_CHARACTERS = 2_000;
const HIDDEN = "***";

export function journal(secretNames: readonly string[]): Journal {
  const secret = new Set(secretNames.map((name) => name.toLowerCase()));
  let entries: CallEntry[] = [];
  let last = 0;
  return {
    add({ atMs, target, ...call }) {
      last += 1;
      entries.push({ n: last, at: instantText(atMs), ...call, path: withoutSecrets(target, secret) });
      if (entries.length > KEPT_CALLS) entries = entries.slice(-KEPT_CALLS / 2);
    },
    after: (n) => entries.filter((entry) => entry.n > n),
    clear: () => void (entries = []),
  };
}

/** Secrets hide in the query, and in JSON texts that are values of the query. Bodies are never kept. */
function withoutSecrets(target: string, secret: ReadonlySet<string>): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const cut = path.indexOf("?");
  if (cut < 0) return path.slice(0, KEPT_PATH_CHARACTERS);
  const shown = [...new URLSearchParams(path.slice(cut + 1))].map(
    ([name, value]) => `${encodeURIComponent(name)}=${hide(name, value, secret)}`,
  );
  return `${path.slice(0, cut)}?${shown.join("&")}`.slice(0, KEPT_PATH_CHARACTERS);
}

function hide(name: string, value: string, secret: ReadonlySet<string>): string {
  if (secret.has(name.toLowerCase())) return HIDDEN;
  if (!/^\s*[[{]/.test(value)) return encodeURIComponent(value);
  try {
    const shown: unknown = JSON.parse(value, (key, inner: unknown) => (secret.has(key.toLowerCase()) ? HIDDEN : inner));
    return encodeURIComponent(JSON.stringify(shown));
  } catch {
    return HIDDEN;
  }
}
