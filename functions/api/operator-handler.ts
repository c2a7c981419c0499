import { deadLettersFrom } from "../shared/dead-letters.ts";
import { sealer } from "../shared/seal.ts";
import { httpHandler } from "./http.ts";
import { operatorRoutes } from "./routes/operator.ts";

/** What only the county's operators see: a function of its own, with its own leave and no key. */
export const handler = httpHandler({
  name: "operator",
  paths: { routes: operatorRoutes, open: {} },
  services: (ports, env) => ({
    ports,
    sealer: sealer(ports.keyring, ports.table),
    adapters: {},
    readFile: null,
    deadLetters: deadLettersFrom(env),
  }),
});
