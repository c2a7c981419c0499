import { bundleAll } from "./bundles.ts";
import type { PlatformFacts } from "./options.ts";
import { templateText } from "./synthesis.ts";
import { readTemplate } from "./template.ts";

/** Fills the cache with what a start needs, so that it can be made while other things start. */
export async function warmCache(platforms?: readonly PlatformFacts[]): Promise<void> {
  const { functions } = readTemplate(await templateText(platforms), (name) => name);
  await bundleAll(functions.map((spec) => spec.entry));
}
