import * as z from "zod";
import type { Client } from "../client.ts";
import type { Terminal } from "../say.ts";

const Text = z.object({ zh: z.string(), en: z.string() });
const Health = z.object({
  at: z.string(),
  ok: z.boolean(),
  say: Text,
  code: z.string().nullable(),
  egress: z.object({ wanted: z.string(), given: z.string() }),
  skewMs: z.number().nullable(),
  budgets: z.array(z.object({ limit: z.string(), used: z.number(), perDay: z.number() })),
});
const Answer = z.object({ health: Health.nullable() });
type Health = z.infer<typeof Health>;

const LOOKS = 30;
const BETWEEN_MS = 1_000;

/** Tests a shop's connection now and prints what is wrong in one sentence, then what that rests on. True when nothing is. */
export async function doctor(shop: string, client: Client, { print, wait }: Terminal): Promise<boolean> {
  const path = `/shops/${encodeURIComponent(shop)}`;
  const look = async () => Answer.parse(await client.ask("GET", `${path}/health`)).health;
  const before = (await look())?.at ?? null;
  await client.ask("POST", `${path}/test`);
  for (let n = 0; n < LOOKS; n++) {
    await wait(BETWEEN_MS);
    const health = await look();
    if (health !== null && health.at !== before) return report(health, print);
  }
  print("没有结果：拉取通道没有处理测试消息，请检查队列 (no result: is the pull lane of this platform running?)");
  return false;
}

function report(health: Health, print: Terminal["print"]): boolean {
  print(`${health.say.zh}`);
  print(`${health.say.en}`);
  print(`  egress  wanted ${health.egress.wanted}, given ${health.egress.given}`);
  print(`  clock   ${health.skewMs === null ? "the platform does not say its time" : `${health.skewMs} ms ahead`}`);
  if (health.code !== null) print(`  code    ${health.code}`);
  for (const { limit, used, perDay } of health.budgets) print(`  calls   ${limit}: ${used} of ${perDay} today`);
  return health.ok;
}
