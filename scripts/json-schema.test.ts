import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchemas } from "./json-schema.ts";

describe("schemas/*.json", () => {
  it.each(Object.entries(jsonSchemas()))("%s is what the zod schemas give (npm run generate)", (path, text) => {
    expect(readFileSync(new URL(`../${path}`, import.meta.url), "utf8")).toBe(text);
  });

  it("describe every kind strictly, and let defaults be left out", () => {
    const listing = jsonSchemas()["schemas/listing.json"] ?? "";

    for (const kind of ["goods", "homestay", "package_tour", "meal"]) expect(listing).toContain(`"const": "${kind}"`);
    expect(listing).toContain(`"additionalProperties": false`);
    expect(JSON.parse(listing).oneOf ?? JSON.parse(listing).anyOf).toHaveLength(10);
  });
});
