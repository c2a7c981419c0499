import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, buildSync } from "esbuild";

/** The root of the repository: entries are paths from here. */
export const ROOT = join(import.meta.dirname, "..");

/** How every function is bundled. `module` before `main` halves the AWS SDK; the banner serves old packages that still call `require`. */
export const BUNDLING = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "error",
  banner: { js: 'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);' },
} as const satisfies BuildOptions;

/** A bundled function: its folder, the file in it, and that file's size. */
export interface Bundle {
  folder: string;
  path: string;
  bytes: number;
}

const made = new Map<string, Bundle>();

/** Bundles one entry into `<parent>/<entry's folder>/handler.mjs`, once per process. Works without a network. */
export function bundleEntry(entry: string, parent: string): Bundle {
  const folder = join(parent, entry.replace(/\/[^/]*$/, "").replaceAll("/", "-"));
  const known = made.get(folder);
  if (known !== undefined) return known;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "handler.mjs");
  buildSync({ ...BUNDLING, absWorkingDir: ROOT, entryPoints: [entry], outfile: path });
  const bundle = { folder, path, bytes: statSync(path).size };
  made.set(folder, bundle);
  return bundle;
}
