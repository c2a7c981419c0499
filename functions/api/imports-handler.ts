import { sealer } from "../shared/seal.ts";
import { httpHandler } from "./http.ts";
import { readFile } from "./read-file.ts";
import { importRoutes } from "./routes/imports.ts";

/** Reads workbooks: a function of its own, since what reads them is as large as all the rest. */
export const handler = httpHandler({
  name: "imports",
  paths: { routes: importRoutes, open: {} },
  services: (ports) => ({ ports, sealer: sealer(ports.keyring, ports.table), adapters: {}, readFile }),
});
