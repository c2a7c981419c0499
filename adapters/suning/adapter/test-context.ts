import * as z from "zod";
import type { Call } from "../../contract.ts";
import { fromBeijing } from "../../../domain/time.ts";
import type { X } from "../rules/index.ts";
import { rootOf, unwrap } from "../wire/index.ts";

const Parameters = z.record(z.string(), z.unknown());

/** One request as it left the adapter, before it is wrapped and signed. */
export interface Sending {
  api: string;
  body: Record<string, unknown>;
  repeatable: boolean;
}

/** A context that answers each call with the node given for its name, and keeps what was asked. */
export function aContext(nodes: Record<string, unknown>): { x: X; sent: Sending[] } {
  const sent: Sending[] = [];
  const x: X = {
    app: { appKey: "k", appSecret: "s".repeat(16) },
    shop: { vendorCode: "70057239" },
    token: null,
    baseUrl: "http://suning.example",
    now: fromBeijing("2026-11-22 16:05:00"),
    key: "intent-1",
    call<T>(call: Call<T>): Promise<T> {
      const name = call.api.replace("suning.custom.", "");
      sent.push({ api: name, body: Parameters.parse(call.body), repeatable: call.repeatable });
      if (nodes[name] === null) return Promise.resolve(call.reply.parse(null));
      const root = { [rootOf(call.api)]: nodes[name] ?? { result: "Y" } };
      return Promise.resolve(call.reply.parse(unwrap({ sn_responseContent: { sn_head: {}, sn_body: root } }, call)));
    },
  };
  return { x, sent };
}
