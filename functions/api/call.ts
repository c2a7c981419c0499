import type { Adapter } from "../../adapters/contract.ts";
import type { DeadLetters } from "../shared/dead-letters.ts";
import type { Ports } from "../shared/ports.ts";
import { notFound, Problem } from "../shared/problem.ts";
import type { Sealer } from "../shared/seal.ts";
import { keys } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";
import type { Caller } from "../shared/tenant.ts";
import type { ReadFile } from "./read-file.ts";

/** What routes work with. */
export interface Services {
  ports: Ports;
  sealer: Sealer;
  adapters: Readonly<Record<string, Adapter>>;
  /** Null in the function that leaves files to another. */
  readFile: ReadFile | null;
  /** Only the operator's function has them. */
  deadLetters?: DeadLetters;
}
/** One request under one token: every key is made with its `m`. */
export interface Call extends Services {
  m: string;
  caller: Caller;
}

/** The adapter of a platform; 422 at `pointer` for one that this deployment does not have. */
export function adapterFor(platform: string, call: Services, pointer = "/platform"): Adapter {
  const adapter = call.adapters[platform];
  if (adapter !== undefined) return adapter;
  const say = { zh: `本系统没有接入平台 ${platform}`, en: `this deployment has no adapter for ${platform}` };
  throw new Problem({ status: 422, code: "invalid" }, say, [{ pointer, say }]);
}

/** A shop of the caller's merchant; 404 for any other. */
export async function shopOf(s: string, { ports, m }: Call): Promise<ShopRow> {
  const item = await ports.table.get(keys.shop(m, s));
  if (item === null) throw notFound({ zh: "这家店铺", en: "shop" });
  return ShopRow.parse(item);
}
