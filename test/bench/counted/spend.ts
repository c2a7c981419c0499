import type { World } from "./world.ts";

/** What a piece of work cost, as anchors.md 3.4 prices it. */
export interface Spent {
  /** Write units of both tables, the limiter's rows left out. */
  write: number;
  /** Of the limiter's rows. */
  limiter: number;
  read: number;
  sqsRequests: number;
  messages: number;
  invocations: number;
  calls: number;
  puts: number;
  /** CPU time of this process, milliseconds: our code over tables and imitations in memory. */
  cpuMs: number;
  /** Each write with its units. */
  notes: readonly string[];
}

/** Counts what `work` spends; nothing else may be under way. */
export async function spentBy(world: World, work: () => Promise<unknown>): Promise<Spent> {
  world.reset();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const [main, receivers] = [world.table.spent(), world.receivers.spent()];
  const counts = [...world.queues.counts().values()];
  const limiter = main.writeOf("R#");
  return {
    write: main.write + receivers.write - limiter,
    limiter,
    read: main.read + receivers.read,
    sqsRequests: counts.reduce((sum, { requests }) => sum + requests, 0),
    messages: counts.reduce((sum, { messages }) => sum + messages, 0),
    invocations: counts.reduce((sum, { receives }) => sum + receives, 0),
    calls: world.counted.calls,
    puts: world.counted.puts,
    cpuMs: (user + system) / 1_000,
    notes: [...world.table.notes(), ...world.receivers.notes().map((note) => `receivers ${note}`)],
  };
}
