import { keptSealer } from "../shared/seal.ts";
import { httpHandler } from "./http.ts";
import { readFile } from "./read-file.ts";
import { importRoutes } from "./routes/imports.ts";

const sealerOf = keptSealer();

/** Reads workbooks: a function of its own, since what reads them is as large as all the rest. */
export const handler = httpHandler({
  name: "imports",
  paths: { routes: importRoutes, open: {} },
  services: (ports) => ({ ports, sealer: sealerOf(ports), adapters: {}, readFile }),
});
