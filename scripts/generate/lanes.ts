import { foldersWith, formatted, type Generated } from "./files.ts";

const KINDS = ["publish", "urgent", "pull"];

/** The entry of each platform's lanes: a function carries its own platform's adapter and no other. */
export async function laneFiles(): Promise<readonly Generated[]> {
  const ids = foldersWith("adapters", "adapter.ts");
  return Promise.all(KINDS.flatMap((kind) => ids.map((id) => laneFile(kind, id))));
}

async function laneFile(kind: string, id: string): Promise<Generated> {
  const path = `functions/${kind}/platforms/${id}.ts`;
  const text = [
    `import adapter from "../../../adapters/${id}/adapter.ts";`,
    `import { laneOf } from "../handler.ts";`,
    "",
    `/** The ${kind} lane of one platform. Generated from adapters/${id} (npm run generate): do not edit. */`,
    "export const handler = laneOf(adapter);",
    "",
  ].join("\n");
  return { path, text: await formatted(path, text) };
}
