import type * as z from "zod";

/** A client of the HTTP API, as anybody would write one. */
export interface Client {
  call<T>(schema: z.ZodType<T>, method: "GET" | "PUT" | "POST", path: string, body?: unknown): Promise<T>;
  /** As `call`, where the answer does not matter. */
  send(method: "PUT" | "POST", path: string, body?: unknown): Promise<void>;
}

/** Asks for a token before each call: time moves fast here. Throws with the problem's text for every answer that is not 2xx. */
export function clientOf(url: string, token: () => Promise<string>): Client {
  async function exchange(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
    const value: unknown = text === "" ? null : JSON.parse(text);
    return value;
  }
  return {
    async call(schema, method, path, body) {
      return schema.parse(await exchange(method, path, body));
    },
    async send(method, path, body) {
      await exchange(method, path, body);
    },
  };
}

/** The control API of one sandbox: what buyers, auditors and people in a back office do, and the truth. */
export interface Control {
  get<T>(schema: z.ZodType<T>, path: string): Promise<T>;
  post<T>(schema: z.ZodType<T>, path: string, body: unknown): Promise<T>;
}

export function controlOf(url: string): Control {
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${url}/__sandbox${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    const value: unknown = JSON.parse(text);
    return value;
  };
  return {
    get: async (schema, path) => schema.parse(await ask(path, {})),
    post: async (schema, path, body) =>
      schema.parse(
        await ask(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      ),
  };
}
