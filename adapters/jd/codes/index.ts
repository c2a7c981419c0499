import { MINUTE_MS } from "../../../domain/time.ts";
import type { Failures } from "../../contract.ts";
import { read } from "./read.ts";
import { codes, say } from "./table.ts";

export * from "./carriers.ts";
export { envelopeOf, stockRefusal } from "./read.ts";
export * from "./states.ts";

/** 2 means "too fast" and "the day's calls are used up" alike, and failed calls count too. */
const WAITS_MS = { "2": MINUTE_MS };

/** How JD says no: gateway errors, four kinds of business results, the picture room and the sign-in pages. */
export const failures: Failures = { read, codes, say, waitMs: WAITS_MS };
