import type { Catalog, WireAnswer } from "./types.ts";

/** One exchange as a coverage report needs it. */
export interface Seen {
  sandbox: { id: string; catalog?: Catalog };
  api: string | null;
  code: string | null;
  answer: WireAnswer | null;
}

const watchers = new Set<(seen: Seen) => void>();

/** Hears of every exchange of every sandbox in this process. */
export function watch(watcher: (seen: Seen) => void): void {
  watchers.add(watcher);
}

export function tell(seen: Seen): void {
  for (const watcher of watchers) watcher(seen);
}
