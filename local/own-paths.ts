import * as z from "zod";
import type { MovableClock } from "./clock.ts";
import type { HttpAnswer } from "./event.ts";
import type { OwnRequest } from "./http.ts";
import { AUDIENCE, type Issuer } from "./issuer.ts";

const Move = z.union([z.strictObject({ now: z.iso.datetime() }), z.strictObject({ advanceMs: z.number().int() })]);
const Bearer = z.strictObject({
  subject: z.string().min(1),
  merchant: z.string().min(1),
  roles: z.array(z.string()).min(1),
  supplier: z.string().optional(),
});

export interface OwnOptions {
  clock: MovableClock;
  issuer: Issuer;
  status(): Promise<object>;
  tick(): Promise<unknown>;
}

/** The paths that only a local stack has: its state, its clock, its tokens, and the keys that tokens are checked with. */
export function ownPaths(options: OwnOptions): (request: OwnRequest) => Promise<HttpAnswer | null> {
  const answers: Readonly<Record<string, (body: unknown) => Promise<object> | object>> = {
    "GET /.well-known/jwks.json": () => options.issuer.jwks,
    "GET /.well-known/openid-configuration": () => discovery(options.issuer),
    "GET /__local/": () => options.status(),
    "GET /__local/clock": () => timeOf(options.clock),
    "POST /__local/clock": async (body) => {
      const move = Move.parse(body);
      await ("now" in move ? options.clock.set(Date.parse(move.now)) : options.clock.advance(move.advanceMs));
      return timeOf(options.clock);
    },
    "POST /__local/tick": async () => ({ answer: (await options.tick()) ?? null }),
    "POST /__local/token": async (body) => {
      const { supplier, ...bearer } = Bearer.parse(body);
      return { token: await options.issuer.token({ ...bearer, ...(supplier !== undefined && { supplier }) }) };
    },
  };
  return async ({ method, url, body }) => {
    const answer = answers[`${method} ${url.pathname}`];
    if (answer === undefined) return url.pathname.startsWith("/__local/") ? json(404, { message: "Not Found" }) : null;
    try {
      return json(200, await answer(body.length === 0 ? {} : JSON.parse(body.toString("utf8"))));
    } catch (error) {
      return json(400, { message: error instanceof Error ? error.message : String(error) });
    }
  };
}

function timeOf(clock: MovableClock): object {
  return { now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs() };
}

function discovery({ issuer }: Issuer): object {
  return { issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, audiences: [AUDIENCE] };
}

function json(status: number, value: object): HttpAnswer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
