import { adapters } from "../../adapters/registry.ts";
import { keyringFrom } from "../shared/keyring.ts";
import { shopsOf } from "../shared/shops.ts";
import { portsFor } from "../shared/wiring.ts";
import type { CallbackServices } from "./callbacks.ts";

/** It opens secrets to verify with; it can call nobody. */
export function servicesFor(remainingMs: number): CallbackServices {
  const { ports } = portsFor("callbacks", remainingMs, { keyring: keyringFrom });
  return { ports, shops: shopsOf(ports, adapters) };
}
