import { httpTransport } from "../../adapters/runtime/transport.ts";
import { bucketBlob } from "./blob.ts";
import { keyringFrom } from "./keyring.ts";
import { relayFrom } from "./relay.ts";
import type { Outside } from "./wiring.ts";

/** What lanes need that speak to platforms: pictures and raw pages, secrets, HTTP. */
export const PLATFORM_SIDE: Outside = {
  blob: bucketBlob,
  keyring: keyringFrom,
  transport: (env) => httpTransport(relayFrom(env)),
};
