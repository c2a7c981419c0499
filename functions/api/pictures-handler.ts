import { bucketBlob } from "../shared/blob.ts";
import { sealer } from "../shared/seal.ts";
import { httpHandler } from "./http.ts";
import { pictureRoutes } from "./routes/pictures.ts";

/** Stores pictures: a function of its own, so that the API carries no client of the bucket and this one no leave for rows. */
export const handler = httpHandler({
  name: "pictures",
  paths: { routes: pictureRoutes, open: {} },
  outside: { blob: bucketBlob },
  services: (ports) => ({ ports, sealer: sealer(ports.keyring, ports.table), adapters: {}, readFile: null }),
});
