/** Their codes → what they mean for us → a sentence for whoever must act. Codes carry tabs and sentences: matched by prefix. */
import type { Failures } from "../../contract.ts";
import { codes } from "./kinds.ts";
import { read } from "./read.ts";
import { say } from "./say.ts";

export { SENDRESULT_N } from "./names.ts";

/** How Suning says no: always HTTP 200, an `error_code` inside; only the code is ever relied on. */
export const failures: Failures = { read, codes, say };
