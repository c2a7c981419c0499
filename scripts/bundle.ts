import { join } from "node:path";
import { ROOT } from "../infra/bundling.ts";
import { bundleEntry } from "../infra/code.ts";

/** Bundles one function exactly as it is deployed, and says where the file is and how many bytes it has. `entry` is a path from the root of the repository. */
export function bundle(entry: string): { bytes: number; path: string } {
  const { bytes, path } = bundleEntry(entry, join(ROOT, "cdk.out", "bundles"));
  return { bytes, path };
}
