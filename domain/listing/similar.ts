/** How alike two Chinese names are, from 0 to 1: equal, one inside the other, or by the pairs of signs that both have. */
export function likeness(ours: string, theirs: string): number {
  const [a, b] = [plain(ours), plain(theirs)];
  if (a === "" || b === "") return 0;
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const inside = long.includes(short) ? 0.6 + 0.3 * (short.length / long.length) : 0;
  return Math.max(inside, 0.8 * dice(a, b));
}

/** A leaf of theirs that may be meant, best first. */
export interface Suggestion {
  path: readonly string[];
  score: number;
}

/** Weight of the branches above the leaf against the leaf itself. */
const BRANCH = 0.2;
const LEAST = 0.35;

/** Leaves whose names are most like any of ours: the leaf counts most, its branches a little. At most `most`, none that is hardly alike. */
export function suggestLeaves(
  names: { leaf: readonly string[]; branch: string },
  paths: readonly (readonly string[])[],
  most = 5,
): readonly Suggestion[] {
  const best = (wanted: readonly string[], name: string) => Math.max(0, ...wanted.map((one) => likeness(one, name)));
  return paths
    .map((path) => {
      const leaf = best(names.leaf, path.at(-1) ?? "");
      const above = Math.max(0, ...path.slice(0, -1).map((name) => likeness(names.branch, name)));
      return { path, score: Math.round(((1 - BRANCH) * leaf + BRANCH * above) * 1_000) / 1_000 };
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || a.path.join().localeCompare(b.path.join()))
    .slice(0, most);
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\s/、，,（）()·-]/g, "");
}

function dice(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
}

function pairs(text: string): Set<string> {
  return new Set(text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}
