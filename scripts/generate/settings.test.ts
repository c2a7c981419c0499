import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Adapter } from "../../adapters/contract.ts";
import { current } from "./files.ts";
import { loadAdapters } from "./registry.ts";
import { settingsFiles } from "./settings.ts";

const adapters = await loadAdapters();
const files = await settingsFiles(adapters);

describe("schemas/settings/*.json", () => {
  it.each(files)("$path is what the adapter declares (npm run generate)", ({ path, text }) => {
    expect(current(path)).toBe(text);
  });

  it.each(adapters.map((adapter, index) => ({ adapter, id: adapter.id, text: files[index]?.text ?? "" })))(
    "$id: take back what the adapter declares, the same fields secret and no other",
    ({ adapter, text }) => {
      const { app, shop } = Form.parse(JSON.parse(text)).properties;

      for (const [part, of] of [
        [app, adapter.app],
        [shop, adapter.shop],
      ] as const) {
        expect(Object.keys(part.properties).sort()).toEqual(Object.keys(of.shape).sort());
        const marked = Object.entries(part.properties).filter(([, field]) => field.writeOnly === true);
        expect(marked.map(([name]) => name).sort()).toEqual(secretsOf(of));
        expect(part.additionalProperties).toBe(false);
      }
    },
  );
});

/** Read from zod itself, wherever the mark stands under an optional. */
function secretsOf({ shape }: Adapter["app"]): string[] {
  const bare = (field: unknown): unknown =>
    field instanceof z.ZodOptional || field instanceof z.ZodDefault ? bare(field.unwrap()) : field;
  const marked = Object.entries(shape).filter(([, field]) => [field, bare(field)].some(isMarked));
  return marked.map(([name]) => name).sort();
}
const isMarked = (field: unknown) => field instanceof z.ZodType && field.meta()?.["secret"] === true;

const Part = z.object({
  properties: z.record(z.string(), z.object({ writeOnly: z.boolean().optional() })),
  additionalProperties: z.boolean(),
});
const Form = z.object({ properties: z.object({ app: Part, shop: Part }) });
