import { parseArgs } from "node:util";
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
  const sandboxes = await Promise.all(sandboxPlatforms().map((platform) => startSandbox(platform)));
  const stack = await startLocal({
    ...(values.data !== undefined && { dataDir: values.data }),
    fresh: values.fresh,
    baseUrls: Object.fromEntries(sandboxes.map(({ platform, url }) => [platform, url])),
    profile: values.profile === "real" ? "real" : "fast",
    apiPort: Number(values.port),
  });
  const token = await stack.token({ subject: "local", merchant: values.merchant, roles: ["owner", "operator"] });
  console.log(greeting(stack, sandboxes, token));
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

function greeting(stack: LocalStack, sandboxes: readonly RunningSandbox[], token: string): string {
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
    ...(first === undefined ? [] : ["Place an order there, once something is on sale:", `  ${orderCall(first)}`]),
    "Move time for everybody:",
    `  curl -X POST -H "content-type: application/json" -d '{"advanceMs":3600000}' ${stack.apiUrl}/__local/clock`,
  ].join("\n");
}

function orderCall({ control, url, shop }: RunningSandbox): string {
  const body = {
    shop: Object.values(shop)[0] ?? "",
    lines: [{ merchantKey: "SKU", quantity: 1 }],
    pay: true,
  };
  const base = new URL(control, url).toString().replace(/\/$/, "");
  return `curl -X POST -H "content-type: application/json" -d '${JSON.stringify(body)}' ${base}/orders`;
}
