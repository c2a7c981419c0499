import type { Adapter } from "../../adapters/contract.ts";
import { foldersWith, formatted, moduleAt, type Generated } from "./files.ts";

const folders = (): readonly string[] => foldersWith("adapters", "adapter.ts");

/** Static imports, so that bundlers and the type checker see every adapter; sorted, so that nobody's file order shows. */
export async function registryFile(): Promise<Generated> {
  const path = "adapters/registry.ts";
  return { path, text: await formatted(path, registryText(folders())) };
}

/** The source of the registry for these folders; folder names are adapter ids. */
export function registryText(ids: readonly string[]): string {
  const imports = ids.map((id) => `import ${id} from "./${id}/adapter.ts";`);
  return [
    `import type { Adapter } from "./contract.ts";`,
    ...imports,
    "",
    "/** Every adapter by its id. Generated from the folders beside this file (npm run generate): do not edit. */",
    `export const adapters: Readonly<Record<string, Adapter>> = { ${ids.join(", ")} };`,
    "",
  ].join("\n");
}

const isAdapter = (value: unknown): value is Adapter =>
  typeof value === "object" && value !== null && "contract" in value && value.contract === 1 && "effects" in value;

/** Every adapter, read from its folder: the registry itself may be stale. Fails where the id is not the folder's name. */
export async function loadAdapters(): Promise<readonly Adapter[]> {
  return Promise.all(folders().map(loadAdapter));
}

async function loadAdapter(folder: string): Promise<Adapter> {
  const path = `adapters/${folder}/adapter.ts`;
  const loaded = await moduleAt(path);
  const found = typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : null;
  if (!isAdapter(found)) throw new Error(`${path} has no adapter of contract 1 as its default export`);
  if (found.id !== folder) throw new Error(`${path} calls itself ${found.id}: the id must be the folder's name`);
  return found;
}
