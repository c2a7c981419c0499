import * as z from "zod";
import type { TransportOptions } from "../../adapters/runtime/transport.ts";
import type { Env } from "./env.ts";
import { keyringFrom } from "./keyring.ts";

/** The encryption context under which a deployment's access to its relay is wrapped. */
export const RELAY_CONTEXT = "relay";

const Identity = z.strictObject({ authority: z.string(), certificate: z.string(), key: z.string() });

/** The way through the relay, where this lane was given one: unwrapped at the first call, kept for the life of the process. */
export function relayFrom(env: Env): TransportOptions {
  const { RELAY_URL: url, RELAY_IDENTITY: wrapped } = env;
  if (url === undefined || wrapped === undefined) return {};
  let access: ReturnType<typeof open> | undefined;
  const open = async () => {
    const bytes = await keyringFrom(env).unwrap(wrapped, RELAY_CONTEXT);
    return { url, ...Identity.parse(JSON.parse(new TextDecoder().decode(bytes))) };
  };
  return {
    relay: () => {
      access ??= open();
      access.catch(() => (access = undefined));
      return access;
    },
  };
}
