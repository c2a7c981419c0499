import * as z from "zod";
import type { Client } from "../client.ts";
import type { Terminal } from "../say.ts";

const Stream = z.object({
  stream: z.string(),
  to: z.string().nullable(),
  gaps: z.array(z.object({ from: z.string(), to: z.string(), why: z.string() })),
});
const Answer = z.object({
  items: z.array(z.object({ shop: z.string(), platform: z.string(), streams: z.array(Stream) })),
});

/** Prints how far each stream of each shop was read completely, and every gap. True when there is none. */
export async function coverage(client: Client, { print }: Pick<Terminal, "print">): Promise<boolean> {
  const { items } = Answer.parse(await client.ask("GET", "/coverage"));
  let whole = true;
  for (const { shop, platform, streams } of items)
    for (const { stream, to, gaps } of streams) {
      print(`${shop}  ${platform}  ${stream}  read to ${to ?? "nothing yet"}`);
      for (const gap of gaps) print(`    gap ${gap.from} – ${gap.to}: ${gap.why}`);
      whole &&= gaps.length === 0;
    }
  return whole;
}
