import { parseArgs } from "node:util";
import * as z from "zod";
import { type RunningSandbox, sandboxPlatforms, startSandbox } from "./sandboxes.ts";
import { type LocalStack, startLocal } from "./stack.ts";

const DEFAULT_API_PORT = 8780;
const MERCHANT = "m00000000001";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: String(DEFAULT_API_PORT) },
    data: { type: "string" },
    fresh: { type: "boolean", default: false },
    profile: { type: "string", default: "fast" },
    merchant: { type: "string", default: MERCHANT },
  },
});

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function main(): Promise<void> {
  const began = performance.now();
  const starting = Promise.all(sandboxPlatforms().map((platform) => startSandbox(platform)));
  const urls = starting.then((all) => Object.fromEntries(all.map(({ platform, url }) => [platform, url])));
  const options = {
    ...(values.data !== undefined && { dataDir: values.data }),
    fresh: values.fresh,
    baseUrls: urls,
    profile: values.profile === "real" ? ("real" as const) : ("fast" as const),
    apiPort: Number(values.port),
  };
  const [stack, sandboxes] = await Promise.all([startLocal(options), starting]);
  const firstShop = sandboxes[0] === undefined ? "" : await shopOf(sandboxes[0]);
  const token = await stack.token({ subject: "local", merchant: values.merchant, roles: ["owner", "operator"] });
  console.log(greeting({ stack, sandboxes, token, firstShop }));
  console.log(`Ready after ${((performance.now() - began) / 1_000).toFixed(1)} s. Ctrl-C ends everything; data stays.`);
  stopAtSignal(stack, sandboxes);
}

function stopAtSignal(stack: LocalStack, sandboxes: readonly RunningSandbox[]): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void Promise.all([stack.stop(), ...sandboxes.map((sandbox) => sandbox.stop())]).then(() => process.exit(0));
    });
}

interface Greeting {
  stack: LocalStack;
  sandboxes: readonly RunningSandbox[];
  token: string;
  firstShop: string;
}

function greeting({ stack, sandboxes, token, firstShop }: Greeting): string {
  const lines = sandboxes.flatMap(({ platform, url, app, shop, token: shopToken }) => [
    `  ${platform}: ${url}`,
    `    app ${JSON.stringify(app)} shop ${JSON.stringify(shop)} token ${shopToken}`,
  ]);
  const [first] = sandboxes;
  return [
    `API       ${stack.apiUrl}   (state and clock: ${stack.apiUrl}/__local/)`,
    `Token     ${token}`,
    `Try       curl -H "authorization: Bearer $TOKEN" ${stack.apiUrl}/shops`,
    "Sandboxes",
    ...(lines.length > 0 ? lines : ["  none yet"]),
    ...(first === undefined
      ? []
      : ["Place an order there, once something is on sale:", `  ${orderCall(first, firstShop)}`]),
    "Move time for everybody:",
    `  curl -X POST -H "content-type: application/json" -d '{"advanceMs":3600000}' ${stack.apiUrl}/__local/clock`,
  ].join("\n");
}

/** What the sandbox itself calls its shop. */
async function shopOf({ control }: RunningSandbox): Promise<string> {
  const state = z.object({ shops: z.array(z.object({ shop: z.string() })) });
  const answer: unknown = await (await fetch(`${control}/`)).json();
  return state.parse(answer).shops[0]?.shop ?? "";
}

function orderCall({ control }: RunningSandbox, shop: string): string {
  const body = {
    shop,
    lines: [{ merchantKey: "SKU", quantity: 1 }],
    pay: true,
  };
  return `curl -X POST -H "content-type: application/json" -d '${JSON.stringify(body)}' ${control}/orders`;
}
