import type { Adapter } from "../../adapters/contract.ts";
import { httpTransport } from "../../adapters/runtime/transport.ts";
import { lane, type LaneSpec } from "./batch.ts";
import { keyringFrom } from "./keyring.ts";
import type { Ports } from "./ports.ts";
import { relayFrom } from "./relay.ts";
import { keptSealer } from "./seal.ts";
import { shopsOf, type Shops } from "./shops.ts";
import type { Outside } from "./wiring.ts";

/** What the use case of a platform's lane gets. */
export interface Services {
  ports: Ports;
  shops: Shops;
}

/** What every lane needs that speaks to a platform: secrets, HTTP. */
const PLATFORM_SIDE: Outside = { keyring: keyringFrom, transport: (env) => httpTransport(relayFrom(env)) };

/** A lane that each platform has one of: given its adapter, the handler. */
export function platformLane<T>(
  { outside, ...spec }: Omit<LaneSpec<T, Services>, "services">,
  work: (message: T, services: Services) => Promise<void>,
) {
  return (adapter: Adapter) => {
    const sealerOf = keptSealer();
    const services = (ports: Ports): Services => ({
      ports,
      shops: shopsOf(ports, { [adapter.id]: adapter }, sealerOf(ports)),
    });
    return lane({ ...spec, outside: { ...PLATFORM_SIDE, ...outside }, services }, work);
  };
}
