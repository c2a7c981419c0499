import type { Failure, FailureKind, Failures, LineFailure } from "../contract.ts";
import type { Text } from "../../domain/units.ts";

/** What a refusal of the platform means for us. */
export type Verdict = FailureKind | "empty" | "already_done" | "unknown";

const FALLBACK: Record<FailureKind, Text> = {
  throttled: { zh: "平台要求放慢，稍后自动继续", en: "The platform asks us to slow down; we go on by ourselves" },
  retryable: {
    zh: "平台暂时没有处理，稍后自动重试",
    en: "The platform could not do it now; we try again by ourselves",
  },
  auth: { zh: "店铺授权已失效，请重新授权", en: "The shop's authorisation is no longer valid; authorise again" },
  needs_merchant: { zh: "平台需要店主处理后才能继续", en: "The shop's owner has to act at the platform first" },
  needs_operator: { zh: "需要县域平台团队处理，已通知", en: "The county team has to act; it has been told" },
  permanent: {
    zh: "平台不接受这样的内容，已转给县域平台团队",
    en: "The platform never accepts this as sent; the county team looks at it",
  },
};

/** Our verdict on a code: the longest prefix in the adapter's table, else what the HTTP status says, else permanent. */
export function verdictOf(failures: Failures, code: string, status = 200): Verdict {
  return tableVerdict(failures, code) ?? statusVerdict(status) ?? "permanent";
}

function tableVerdict(failures: Failures, code: string): Verdict | undefined {
  const prefix = longestPrefix(Object.keys(failures.codes), code);
  return prefix === undefined ? undefined : failures.codes[prefix];
}

/** What an HTTP status alone says; undefined for 2xx and for what says nothing. */
export function statusVerdict(status: number): FailureKind | undefined {
  if (status === 429) return "throttled";
  if (status === 401) return "auth";
  if (status === 403) return "needs_operator";
  return status >= 300 && status < 500 ? "permanent" : undefined;
}

/** The sentence for a code: the longest prefix in the adapter's table, else the runtime's own for the kind. */
export function sayOf(failures: Failures, code: string, kind: FailureKind): Text {
  const prefix = longestPrefix(Object.keys(failures.say), code);
  return (prefix === undefined ? undefined : failures.say[prefix]) ?? FALLBACK[kind];
}

/** How long the platform wants to be left alone after a code; undefined where it does not say. */
export function waitOf({ waitMs = {} }: Failures, code: string): number | undefined {
  const prefix = longestPrefix(Object.keys(waitMs), code);
  return prefix === undefined ? undefined : waitMs[prefix];
}

/** A refusal of one sku or line inside a call that else went well. `empty`, `already_done` and `unknown` count as retryable here: the next reading decides. */
export function lineFailure(
  failures: Failures,
  refused: { code: string; message: string; pointer?: string },
): LineFailure {
  const verdict = verdictOf(failures, refused.code);
  const kind: FailureKind =
    verdict === "empty" || verdict === "already_done" || verdict === "unknown" ? "retryable" : verdict;
  const base = {
    kind,
    code: refused.code,
    message: cleaned(refused.message),
    say: sayOf(failures, refused.code, kind),
  };
  return refused.pointer === undefined ? base : { ...base, pointer: refused.pointer };
}

/** A failure of ours in the shape of the contract: for what happens before or without an answer. */
export function ownFailure(kind: FailureKind, code: string, message: string, requestId: string): Failure {
  return { kind, code, message, say: FALLBACK[kind], requestId };
}

/** Their message without what could be a phone number, a token or a key, and not endlessly long. */
export function cleaned(message: string): string {
  return message
    .replace(/[A-Za-z0-9_-]{24,}/g, "…")
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, "…")
    .slice(0, 300);
}

function longestPrefix(prefixes: readonly string[], code: string): string | undefined {
  return prefixes.filter((prefix) => code.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
}
