import type { Paths } from "./dispatch.ts";
import { openApi } from "./openapi.ts";
import { ROUTES } from "./routes/index.ts";

/** Every path of the API: two that say whether we live and what the API is, and all that ask for a token. */
export const PATHS: Paths = {
  routes: ROUTES,
  open: { "/health": () => ({ ok: true }), "/openapi.json": openApi },
};
