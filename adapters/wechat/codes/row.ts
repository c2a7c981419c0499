import type { Failures } from "../../contract.ts";

/** Codes that mean the same to us, with the sentence for whoever must act. */
export interface CodeRow {
  codes: readonly string[];
  is: Failures["codes"][string];
  zh?: string;
  en?: string;
}
