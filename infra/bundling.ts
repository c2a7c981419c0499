import { join } from "node:path";
import type { BuildOptions } from "esbuild";

/** The root of the repository: entries are paths from here. */
export const ROOT = join(import.meta.dirname, "..");

const standIn = (name: string): string => join(ROOT, "infra", "stand-ins", `${name}.ts`);

/** How functions are bundled, for the cloud and for one machine alike. `module` before `main` halves the AWS SDK; the banner serves old packages that still call `require`. */
export const BUNDLING = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  alias: {
    // The HTTP client's own forms come with a table of all media types, 170 KB; nobody here sends forms by it.
    "form-data": standIn("form-data"),
    // Files, sign-in pages and other machines are asked for credentials: 100 KB that no function ever calls.
    "@aws-sdk/credential-provider-node": standIn("credential-provider-node"),
    // Endpoints of tables are configured, never discovered: 5 KB with its own kind of map.
    "@aws-sdk/endpoint-cache": standIn("endpoint-cache"),
    // What reads workbooks brings streams and CSV, 500 KB; we hand it whole files, and read CSV ourselves.
    archiver: standIn("nothing"),
    unzipper: standIn("nothing"),
    "fast-csv": standIn("nothing"),
  },
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
  banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
} as const satisfies BuildOptions;
