import type * as z from "zod";
import type { Call } from "../../contract.ts";

/** Prefix of the shop's own calls, and of those shared with other products since 2025. */
const OWN = "/channels/ec/";
const SHARED = "/shop/ec/";

type Ask<T> = { api: string; body?: unknown; reply: z.ZodType<T> };

/** A question to the shop's API: changes nothing there, may be asked again. */
export const ask = <T>({ api, body = {}, reply }: Ask<T>): Call<T> => ({
  api,
  method: "POST",
  path: OWN + api,
  body,
  reply,
  repeatable: true,
});

/** A request that changes something there. */
export const change = <T>({ api, body = {}, reply }: Ask<T>): Call<T> => ({
  api,
  method: "POST",
  path: OWN + api,
  body,
  reply,
  repeatable: false,
});

/** A question to one of the shared calls. */
export const askShared = <T>({ api, body = {}, reply }: Ask<T>): Call<T> => ({
  api,
  method: "POST",
  path: SHARED + api,
  body,
  reply,
  repeatable: true,
});

/** The questions that only answer to GET (POST is refused with 43001). */
export const getOwn = <T>(api: string, reply: z.ZodType<T>): Call<T> => ({
  api,
  method: "GET",
  path: OWN + api,
  reply,
  repeatable: true,
});
export const getShared = <T>(api: string, reply: z.ZodType<T>): Call<T> => ({
  api,
  method: "GET",
  path: SHARED + api,
  reply,
  repeatable: true,
});

/** The calls that fetch a token go out without one; `sign` knows them by this prefix. */
export const SIGN_IN = "/cgi-bin/";
type SignIn<T> = Ask<T> & { query?: Record<string, string> };
export const signIn = <T>({ api, body, query = {}, reply }: SignIn<T>): Call<T> => ({
  api,
  method: "POST",
  path: SIGN_IN + api,
  query,
  body,
  reply,
  repeatable: true,
});
