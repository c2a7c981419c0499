import * as z from "zod";
import zhCN from "zod/v4/locales/zh-CN.js";
import { Problem, type FieldError } from "../shared/problem.ts";
import type { Role } from "../shared/tenant.ts";
import type { Call } from "./call.ts";

export type Method = "GET" | "PUT" | "POST";
/** What came in, before any schema saw it. */
export interface RawInput {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}
interface Described {
  method: Method;
  /** `{name}` stands for one segment. */
  path: string;
  summary: string;
  roles: readonly Role[];
  /** 200 when absent. */
  status?: number;
  /** False: the answer is nobody's to store, not even for a repeated request. */
  keepsAnswer?: false;
}
interface Spec<P, Q, B, R> extends Described {
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  reply: z.ZodType<R>;
  run(input: { params: P; query: Q; body: B }, call: Call): Promise<R>;
}
/** A route with its types closed in: parses what comes in, then runs. */
export interface Route extends Described {
  schemas: { params: z.ZodType; query: z.ZodType; body: z.ZodType | null; reply: z.ZodType };
  run(raw: RawInput, call: Call): Promise<unknown>;
}

const nothing = <T>() => z.custom<T>(() => true);

/** Defines a route by its schemas. */
export function route<R, P = Record<string, string>, Q = unknown, B = unknown>(spec: Spec<P, Q, B, R>): Route {
  const { params = nothing<P>(), query = nothing<Q>(), body, run, ...rest } = spec;
  return {
    ...rest,
    schemas: { params, query, body: body ?? null, reply: spec.reply },
    run: async (raw, call) => {
      const input = {
        params: parsed(params, raw.params, "path"),
        query: parsed(query, raw.query, "query"),
        body: parsed(body ?? nothing<B>(), raw.body, ""),
      };
      return run(input, call);
    },
  };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, where: "path" | "query" | ""): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (where === "path") throw new Problem({ status: 404, code: "not_found" }, { zh: "没有找到", en: "not found" });
  const errors = fieldErrors(schema, value, result.error).map((error) => ({
    ...error,
    pointer: `${where}${error.pointer}`,
  }));
  throw new Problem({ status: 422, code: "invalid" }, { zh: "提交的内容有误", en: "the request is not valid" }, errors);
}

/** What a schema refuses, each with its pointer, in both languages. */
export function fieldErrors(schema: z.ZodType, value: unknown, error: z.ZodError): FieldError[] {
  const chinese = schema.safeParse(value, { error: zhCN().localeError }).error?.issues ?? [];
  return error.issues.map((issue, n) => ({
    pointer: pointerOf(issue.path),
    say: bothLanguages(issue.message, chinese[n]?.message ?? issue.message),
  }));
}

/** Our own messages say it twice: "中文 (English)"; the library's come in one language each. */
function bothLanguages(en: string, zh: string): FieldError["say"] {
  const own = /^(.*\p{Script=Han}.*?) \((.+)\)$/u.exec(en);
  return own?.[1] === undefined || own[2] === undefined ? { zh, en } : { zh: own[1], en: own[2] };
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
