import type { Adapter } from "../../adapters/contract.ts";
import { jsonSchema } from "../../functions/api/json-schema.ts";
import { formatted, type Generated } from "./files.ts";

/** What a form for one platform needs: the developer account's fields and a shop's, secrets marked, as GET /adapters gives them. */
export async function settingsFiles(adapters: readonly Adapter[]): Promise<readonly Generated[]> {
  return Promise.all(adapters.map(settingsFile));
}

async function settingsFile({ id, name, app, shop }: Adapter): Promise<Generated> {
  const path = `schemas/settings/${id}.json`;
  const parts = { app: partOf(app), shop: partOf(shop) };
  const text = JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `${name.en} (${name.zh})`,
    type: "object",
    properties: parts,
    required: Object.keys(parts),
    additionalProperties: false,
  });
  return { path, text: await formatted(path, text) };
}

const partOf = (settings: Adapter["app"]): object => jsonSchema(settings, "input");
