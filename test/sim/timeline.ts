/** Virtual time: things happen one after the other, none of them takes any. */
export interface Timeline {
  /** Epoch milliseconds. */
  now(): number;
  /** Lets something happen then, or at once when that is past. */
  at(ms: number, what: () => void): void;
  /** Lets everything happen that is due until then; ends early when `enough` says so. Time stands at `until` afterwards, or where it was enough. */
  run(until: number, enough?: () => boolean): Promise<void>;
  /** When the next thing happens; null: nothing is due. */
  next(): number | null;
}

interface Due {
  at: number;
  n: number;
  what: () => void;
}

/** Time from `start` on. `settled` is told after each thing that happened, when no code of ours can go on without another. */
export function timeline(start: number, settled: () => void): Timeline {
  const heap: Due[] = [];
  let now = start;
  let count = 0;
  return {
    now: () => now,
    next: () => heap[0]?.at ?? null,
    at(ms, what) {
      push(heap, { at: Math.max(ms, now), n: count++, what });
    },
    async run(until, enough = () => false) {
      for (let due = heap[0]; due !== undefined && due.at <= until && !enough(); due = heap[0]) {
        pop(heap);
        now = due.at;
        due.what();
        await drained();
        settled();
      }
      if (!enough()) now = Math.max(now, until);
    },
  };
}

/** Everything that can run without a port has run when a macrotask comes. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function earlier(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.n < b.n);
}

function push(heap: Due[], due: Due): void {
  let at = heap.length;
  heap.push(due);
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || !earlier(due, parent)) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = due;
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) break;
    const rightFirst = right !== undefined && earlier(right, left);
    const child = rightFirst ? right : left;
    if (!earlier(child, last)) break;
    heap[at] = child;
    at = 2 * at + (rightFirst ? 2 : 1);
  }
  heap[at] = last;
}
