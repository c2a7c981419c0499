import * as z from "zod";
import { MINUTE_MS, msBetween } from "../../domain/time.ts";
import type { DeadLetter, DeadLetters } from "../shared/dead-letters.ts";
import type { Ports, QueueName } from "../shared/ports.ts";

/** What a person sees of a dead letter before sending it back: whose it is and how old, never what stands in it. */
export interface LetterView {
  kind: string;
  merchant: string | null;
  shop: string | null;
  ageMinutes: number;
  hop: number;
}
export interface Redriven {
  letters: LetterView[];
  /** How many went back to their queue; 0 where nothing was to be sent. */
  sent: number;
}
export interface RedriveAsk {
  queue: QueueName;
  most: number;
  dryRun: boolean;
}

/** A batch of ten in 20 ms: 500 a second at most. */
const PAUSE_MS = 20;
const Body = z.looseObject({
  m: z.string().optional(),
  s: z.string().optional(),
  kind: z.string().optional(),
  hop: z.number().default(0),
});
type Body = z.infer<typeof Body>;

/** Sends dead letters back where they came from, with their hops forgotten, and only then deletes them: a crash between makes a double, which every worker stands. What is no message of ours stays. A dry run shows and changes nothing. */
export async function redrive(
  { queue, most, dryRun }: RedriveAsk,
  { ports, dead }: { ports: Ports; dead: DeadLetters },
): Promise<Redriven> {
  const done: Redriven = { letters: [], sent: 0 };
  const kept: DeadLetter[] = [];
  while (done.letters.length < most) {
    const letters = (await dead.receive(queue)).slice(0, most - done.letters.length);
    if (letters.length === 0) break;
    done.letters.push(...letters.map((letter) => viewOf(letter, queue, ports)));
    const good = letters.filter(({ body }) => bodyOf(body) !== null);
    if (dryRun) kept.push(...letters);
    else {
      kept.push(...letters.filter((letter) => !good.includes(letter)));
      await sendBack(queue, good, ports);
      await dead.forget(queue, good);
      done.sent += good.length;
      await ports.clock.wait(PAUSE_MS);
    }
  }
  await dead.release(queue, kept);
  return done;
}

async function sendBack(queue: QueueName, letters: readonly DeadLetter[], ports: Ports): Promise<void> {
  const messages = letters.map(({ body, group }) => {
    const read = bodyOf(body);
    return { body: { ...read, hop: 0 }, group: group || (read?.s ?? read?.m ?? "none") };
  });
  if (messages.length > 0) await ports.queues.send(queue, messages);
}

function bodyOf(text: string): Body | null {
  try {
    return Body.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function viewOf({ body, sentAt }: DeadLetter, queue: QueueName, { clock }: Ports): LetterView {
  const read = bodyOf(body);
  return {
    kind: read === null ? "unreadable" : kindOf(read, queue),
    merchant: read?.m ?? null,
    shop: read?.s ?? null,
    ageMinutes: Math.floor(msBetween(sentAt, clock.now()) / MINUTE_MS),
    hop: read?.hop ?? 0,
  };
}

/** The message's own word, or what it asks a pull for, or its queue. */
function kindOf(body: Body, queue: QueueName): string {
  const asked = ["stream", "order", "case", "day", "token", "wares", "identify"].find(
    (name) => body[name] !== undefined,
  );
  return body.kind ?? asked ?? queue.split(":")[0] ?? queue;
}
