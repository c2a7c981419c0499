import { performance } from "node:perf_hooks";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Measure } from "../figure.ts";
import { lineOf, reading } from "../../factories/order-arbitraries.ts";
import { keyOf } from "../goods.ts";
import { closeStage, cpuMs, openStage, saveListing, usedSince, type Stage } from "./stage.ts";

const ORDERS = 10_000;
const BATCH = 10;
const LIMIT_MS = 600_000;
const MERCHANT = "m00000000001";

/** Ten thousand paid orders of one line on one pool: from their queue into the table, other shops told. */
export const orders: Measure = {
  names: ["orders_per_second", "order.cpu_ms"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      await saveListing(stage, 1);
      await stage.world.stack.idle();
      await fill(stage, 0, 20 * BATCH);
      await stage.world.stack.idle();
      const [before, began] = [cpuMs(stage), performance.now()];
      await fill(stage, 20 * BATCH, ORDERS);
      await stage.world.stack.idle({ timeoutMs: LIMIT_MS });
      const seconds = (performance.now() - began) / 1_000;
      const used = usedSince(before, stage);
      return [
        { name: "orders_per_second", value: ORDERS / seconds, unit: "orders/s", goal: 800 },
        { name: "order.cpu_ms", value: used / ORDERS, unit: "ms", goal: 3 },
      ];
    } finally {
      await closeStage(stage);
    }
  },
};

/** Readings as pull queues them; sent by this process, whose work is not counted. */
async function fill({ world }: Stage, from: number, count: number): Promise<void> {
  const { stack, shops } = world;
  const [shop] = shops;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const sqs = new SQSClient({
    endpoint: stack.endpoints.sqs,
    region: "us-east-1",
    credentials,
    useQueueUrlAsEndpoint: false,
    md5: false,
  });
  for (let n = from; n < from + count; n += BATCH) {
    const Entries = Array.from({ length: BATCH }, (_, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(messageOf(n + index, shop?.id ?? "")),
      MessageGroupId: shop?.id ?? "",
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: stack.queueUrls["orders"], Entries }));
  }
  sqs.destroy();
}

function messageOf(n: number, s: string): object {
  const line = lineOf("1", 1, { merchantKey: `${keyOf(1)}-500`, platformSkuId: "s1" });
  const { order, readAt } = reading([line], { orderNo: String(9_000_000_000 + n) });
  const sealed = "A".repeat(400);
  return {
    v: 1,
    m: MERCHANT,
    hop: 0,
    s,
    kind: "order",
    readAt,
    snapshot: order,
    sealed,
    receiverVersion: "v1",
    raw: null,
  };
}
