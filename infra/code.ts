import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { BUNDLING } from "./bundling.ts";

/** A bundled function: its folder, the file in it, and that file's size. */
export interface Bundle {
  folder: string;
  path: string;
  bytes: number;
}

const made = new Map<string, Bundle>();

/** Bundles one entry into `<parent>/<entry>/handler.mjs`, once per process. Works without a network. */
export function bundleEntry(entry: string, parent: string): Bundle {
  const folder = join(parent, entry.replace(/\.ts$/, "").replaceAll("/", "-"));
  const known = made.get(folder);
  if (known !== undefined) return known;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "handler.mjs");
  buildSync({ ...BUNDLING, minify: true, entryPoints: [entry], outfile: path });
  const bundle = { folder, path, bytes: statSync(path).size };
  made.set(folder, bundle);
  return bundle;
}
