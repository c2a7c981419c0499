/**
 * No source shows a code of ours on a voucher's sku. So the rules that buyers read end with a line per sku, which names its code
 * beside its option; the field is documented and comes back with the product.
 */
const LINE = /商家编码：([A-Za-z0-9._-]{1,32})（([^）]*)）/g;

/** The option's name of a sku, as it stands in its attribute map and in the line. */
export const optionOf = (attributes: Readonly<Record<string, string>>): string =>
  Object.values(attributes)
    .join(" ")
    .replace(/["\\（）]/g, " ");

/** The line that keeps a sku's code. */
export const keyLine = (key: string, attributes: Readonly<Record<string, string>>): string =>
  `商家编码：${key}（${optionOf(attributes)}）`;

/** Option → code, from the text of a product's rules. */
export function keysIn(rules: string | null): ReadonlyMap<string, string> {
  return new Map([...(rules ?? "").matchAll(LINE)].map(([, key = "", option = ""]) => [option, key]));
}
