import * as z from "zod";
import { notFound, wrongField } from "../../shared/problem.ts";
import { keys } from "../../shared/store/keys.ts";
import type { Call } from "../call.ts";
import { redrive } from "../redrive.ts";
import { route } from "../route.ts";

const OPERATORS = ["operator"] as const;
const MOST_ROWS = 1_000;
const Letters = z.object({
  letters: z.array(
    z.object({
      kind: z.string(),
      merchant: z.string().nullable(),
      shop: z.string().nullable(),
      ageMinutes: z.int(),
      hop: z.int(),
    }),
  ),
  sent: z.int(),
});

const queues = route({
  method: "GET",
  path: "/operator/dead-letters",
  summary: "The queues whose given-up messages can be looked at and sent back",
  roles: OPERATORS,
  reply: z.object({ queues: z.array(z.string()) }),
  run: async (_, call) => ({ queues: [...deadOf(call).queues] }),
});

const back = route({
  method: "POST",
  path: "/operator/dead-letters",
  summary: "Sends given-up messages back to their queue, 500 at most; a dry run only shows kind, age and shop",
  roles: OPERATORS,
  keepsAnswer: false,
  body: z.strictObject({
    queue: z.string().max(60),
    most: z.int().min(1).max(500).default(500),
    dryRun: z.boolean().default(true),
  }),
  reply: Letters,
  run: async ({ body }, call) => {
    const dead = deadOf(call);
    const queue = dead.queues.find((name) => name === body.queue);
    if (queue === undefined) throw wrongField("/queue", { zh: "没有这个队列", en: "no such queue" });
    return redrive({ ...body, queue }, { ports: call.ports, dead });
  },
});

const Row = z.looseObject({ id: z.string() });

const board = route({
  method: "GET",
  path: "/operator/board",
  summary: "The county's board: BLK blocked, LATE late, OLD set aside for long, TOK tokens and their days, DAY totals",
  roles: OPERATORS,
  query: z.object({ part: z.enum(["BLK", "LATE", "OLD", "TOK", "DAY"]) }),
  reply: z.object({ items: z.array(Row) }),
  run: async ({ query }, { ports }) => {
    const { PK, SK } = keys.board(`${query.part}#`);
    const { items } = await ports.table.query({ pk: PK, begins: SK, limit: MOST_ROWS, newestFirst: true });
    return { items: items.map(({ PK: _pk, SK: id, ...shown }) => Row.parse({ ...shown, id })) };
  },
});

function deadOf({ deadLetters }: Call): NonNullable<Call["deadLetters"]> {
  if (deadLetters === undefined) throw notFound({ zh: "这个接口", en: "path" });
  return deadLetters;
}

/** Dead letters and the county's board: answered by a function of its own, which no merchant's token opens. */
export const operatorRoutes = [queues, back, board];
