import type { Catalog } from "../kit/types.ts";
import { ACTIONS } from "./actions/index.ts";
import { GOODS, MAIN } from "./codes.ts";
import { MISSING, PREFIX } from "./missing.ts";

const subCodes = Object.entries(GOODS).map(([sub, means]) => [`50001:${sub}`, means]);

/** What the references document of goods, orders, logistics, refunds and the shop; `50001:` stands before the sub codes of goods. */
export const catalog: Catalog = {
  served: Object.keys(ACTIONS).map((name) => name.slice(PREFIX.length)),
  missing: MISSING,
  prefix: PREFIX,
  codes: { ...MAIN, ...Object.fromEntries(subCodes) },
  states: {
    order_status: ["1", "2", "3"],
    refund_status: ["1", "2", "3", "4"],
    confirm_status: ["0", "1", "2"],
    check_status: ["0", "1", "2", "3"],
    status: ["1", "2", "3", "4"],
  },
};
