import type { World } from "./world.ts";

/** What a piece of work cost, as anchors.md 3.4 prices it. */
export interface Spent {
  /** Write units of both tables, the limiter's rows left out. */
  write: number;
  /** Of the limiter's rows. */
  limiter: number;
  read: number;
  sqsRequests: number;
  invocations: number;
  calls: number;
  puts: number;
  /** Each write with its units. */
  notes: readonly string[];
}

/** Counts what `work` spends; nothing else may be under way. */
export async function spentBy(world: World, work: () => Promise<unknown>): Promise<Spent> {
  world.reset();
  await work();
  const [main, receivers] = [world.table.spent(), world.receivers.spent()];
  const counts = [...world.queues.counts().values()];
  const limiter = main.writeOf("R#");
  return {
    write: main.write + receivers.write - limiter,
    limiter,
    read: main.read + receivers.read,
    sqsRequests: counts.reduce((sum, { requests }) => sum + requests, 0),
    invocations: counts.reduce((sum, { receives }) => sum + receives, 0),
    calls: world.counted.calls,
    puts: world.counted.puts,
    notes: [...world.table.notes(), ...world.receivers.notes().map((note) => `receivers ${note}`)],
  };
}
