import type { Finding } from "../../contract.ts";

type Said = { rule: string; code: string | null; pointer: string; zh: string; en: string; doZh: string; doEn: string };

/** A finding that stops publication. */
export const block = ({ rule, code, pointer, zh, en, doZh, doEn }: Said): Finding => ({
  rule: `wechat.${rule}`,
  severity: "block",
  pointer,
  say: { zh, en },
  remedy: { zh: doZh, en: doEn },
  platformCode: code,
});

/** A finding that is only shown. */
export const hint = (said: Said): Finding => ({ ...block(said), severity: "hint" });
