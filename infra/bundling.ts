import { join } from "node:path";
import type { BuildOptions } from "esbuild";

/** The root of the repository: entries are paths from here. */
export const ROOT = join(import.meta.dirname, "..");

/** How functions are bundled, for the cloud and for one machine alike. `module` before `main` halves the AWS SDK; the banner serves old packages that still call `require`. */
export const BUNDLING = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  // The HTTP client brings its own forms with a table of all media types, 170 KB; nobody here sends forms by it.
  alias: { "form-data": join(ROOT, "infra", "form-data.ts") },
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
  banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
} as const satisfies BuildOptions;
