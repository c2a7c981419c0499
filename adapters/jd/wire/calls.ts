import type * as z from "zod";
import type { Call } from "../../contract.ts";

/** A method that changes nothing. */
export function reads<T>(api: string, body: unknown, reply: z.ZodType<T>): Call<T> {
  return { api, method: "POST", path: "/routerjson", body, reply, repeatable: true };
}

/** A method that changes something there. */
export function writes<T>(api: string, body: unknown, reply: z.ZodType<T>): Call<T> {
  return { ...reads(api, body, reply), repeatable: false };
}
