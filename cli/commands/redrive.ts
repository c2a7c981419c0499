import * as z from "zod";
import type { Client } from "../client.ts";
import type { Terminal } from "../say.ts";

const Queues = z.object({ queues: z.array(z.string()) });
const Letter = z.object({
  kind: z.string(),
  merchant: z.string().nullable(),
  shop: z.string().nullable(),
  ageMinutes: z.number(),
  hop: z.number(),
});
const Answer = z.object({ letters: z.array(Letter), sent: z.number() });

export interface Redrive {
  /** One queue, or all of them. */
  queue: string | undefined;
  /** At most so many messages of a queue, 500 at most. */
  most: number;
  /** Sends nothing, shows what would go. */
  dryRun: boolean;
}

/** Sends given-up messages back to their queues and prints whose they were; nothing of what stands in them. True when a dry run found none, or all that was found went back. */
export async function redrive(asked: Redrive, client: Client, { print }: Pick<Terminal, "print">): Promise<boolean> {
  const { queues } = Queues.parse(await client.ask("GET", "/operator/dead-letters"));
  const chosen = queues.filter((name) => asked.queue === undefined || name === asked.queue);
  if (chosen.length === 0) throw new Error(`no queue ${asked.queue}; there are ${queues.join(", ")}`);
  let left = 0;
  for (const queue of chosen) {
    const body = { queue, most: asked.most, dryRun: asked.dryRun };
    const { letters, sent } = Answer.parse(await client.ask("POST", "/operator/dead-letters", body));
    left += letters.length - sent;
    if (letters.length === 0) continue;
    print(`${queue}: ${letters.length} given up, ${sent} sent back`);
    for (const { kind, merchant, shop, ageMinutes, hop } of letters)
      print(`    ${kind}  ${merchant ?? "?"}  ${shop ?? "-"}  ${ageMinutes} min old  hop ${hop}`);
  }
  if (left === 0) print(asked.dryRun ? "nothing was given up" : "nothing is left");
  return left === 0;
}
