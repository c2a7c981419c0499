import type { World } from "../../local/demo/world.ts";
import { poolNow } from "./seen.ts";

/** Longer than any queue hides what a dead worker held. */
const HELD_MS = 20 * 60_000;
const QUIET_LIMIT_MS = 600_000;
const MOST_WAITS = 12;
const ASK_MS = 10;
const MOST_ASKS = 6_000;

/** Lets time pass and wakes what is due, and waits for its end. */
export async function pass(world: World, minutes: number): Promise<void> {
  await rest(world);
  await world.stack.clock.advance(minutes * 60_000);
  await tick(world);
  await rest(world);
}

/** A tick that is killed, or finds a service dead, is a missing tick: the next one takes its place. */
export async function tick({ stack }: World): Promise<void> {
  await stack.tick().catch(() => undefined);
}

/** Nothing runs, nothing is due, nothing is held: what dead workers held comes back when the time of its queue is over, so that time is let pass. */
export async function rest({ stack }: World): Promise<void> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    if ((await stack.quiet({ timeoutMs: QUIET_LIMIT_MS })) === 0) return;
    await stack.clock.advance(HELD_MS);
  }
  throw new Error("messages are held again and again");
}

/** Waits until the table answers again. */
export async function untilAlive(world: World): Promise<void> {
  await until(() =>
    poolNow(world).then(
      () => true,
      () => false,
    ),
  );
}

/** Waits until it is so. Throws when it is not so for a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < MOST_ASKS; n++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, ASK_MS));
  }
  throw new Error("it does not come to pass");
}
