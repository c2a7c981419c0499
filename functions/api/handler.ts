import { adapters } from "../../adapters/registry.ts";
import { keyringFrom } from "../shared/keyring.ts";
import { keptSealer } from "../shared/seal.ts";
import { httpHandler } from "./http.ts";
import { PATHS } from "./paths.ts";

const sealerOf = keptSealer();

/** The HTTP API: one function behind every path but those of files and of the county. */
export const handler = httpHandler({
  name: "api",
  paths: PATHS,
  outside: { keyring: keyringFrom },
  services: (ports) => ({ ports, sealer: sealerOf(ports), adapters, readFile: null }),
});
