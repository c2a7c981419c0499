import type { Adapter, Outcome } from "../../adapters/contract.ts";
import { CallError } from "../../adapters/runtime/call.ts";
import { ownFailure } from "../../adapters/runtime/classify.ts";
import type { Clock } from "../../adapters/runtime/ports.ts";
import type { OpenShop } from "../../functions/shared/shops.ts";

const NO_ANSWER = ownFailure("retryable", "no_answer", "no readable answer", "r");

/** A door to an adapter in memory: its methods are asked, and there is no wire behind them. */
export function doorTo(adapter: Adapter, clock: Clock): OpenShop["door"] {
  const x = { app: {}, shop: {}, token: null, baseUrl: "", now: clock.now(), key: "", call: async () => never() };
  const send: OpenShop["door"]["send"] = async (kind, input, key) => {
    const effect = adapter.effects[kind];
    if ("absent" in effect) throw new TypeError(`no ${kind}`);
    return effect.send(input, { ...x, key });
  };
  return {
    send,
    sendMarked: async (kind, input, { key, mark }) => ((await mark()) ? send(kind, input, key) : { kind: "left" }),
    ask: async <T>(question: (context: typeof x) => Promise<T>): Promise<Outcome<T>> => {
      try {
        return { kind: "done", value: await question(x) };
      } catch (error) {
        if (error instanceof CallError) return { kind: "failed", failure: NO_ANSWER };
        throw error;
      }
    },
  };
}

function never(): never {
  throw new Error("this market has no wire");
}
