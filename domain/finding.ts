import type { Text } from "./units.ts";

/** What a rule found: which field (JSON pointer), which rule, what to do. `block` never publishes, `review` waits for a person, `hint` only shows. */
export interface Finding {
  rule: string;
  severity: "block" | "review" | "hint";
  pointer: string;
  say: Text;
  remedy: Text;
  platformCode: string | null;
}
