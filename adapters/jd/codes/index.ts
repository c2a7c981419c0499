import type { Failures } from "../../contract.ts";
import { read } from "./read.ts";
import { codes, say } from "./table.ts";

export * from "./carriers.ts";
export { envelopeOf, stockRefusal } from "./read.ts";
export * from "./states.ts";

/** How JD says no: gateway errors, four kinds of business results, the picture room and the sign-in pages. */
export const failures: Failures = { read, codes, say };
