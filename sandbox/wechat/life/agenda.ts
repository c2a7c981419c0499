import type { Due, World } from "../world.ts";

/** Notes what is to happen at an instant; what happens then is decided by the state of that time. */
export const plan = (world: World, due: Due): void => {
  let low = 0;
  let high = world.agenda.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((world.agenda[middle]?.atMs ?? 0) <= due.atMs) low = middle + 1;
    else high = middle;
  }
  world.agenda.splice(low, 0, due);
};

/** Takes the first thing that is due by now, or null. */
export const takeDue = (world: World, nowMs: number): Due | null => {
  const first = world.agenda[0];
  if (first === undefined || first.atMs > nowMs) return null;
  world.agenda.shift();
  return first;
};
