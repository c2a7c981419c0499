import type { Finding, Text } from "../../contract.ts";

/** A finding of one of JD's rules. JD answers most of them as 61 with a sentence, so that is the code shown. */
export function finding(of: {
  rule: string;
  pointer: string;
  sentences: readonly [say: Text, remedy: Text];
  severity?: Finding["severity"];
}): Finding {
  const [say, remedy] = of.sentences;
  const { rule, pointer, severity = "block" } = of;
  return { rule: `jd.${rule}`, severity, pointer, say, remedy, platformCode: "61" };
}
