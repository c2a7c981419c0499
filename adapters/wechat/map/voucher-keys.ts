/**
 * No source shows a code of ours on a voucher's sku. So the rules that buyers read end with a line per sku, which names its code
 * beside its option; the field is documented and comes back with the product.
 */
const LINE = /商家编码：([A-Za-z0-9._-]{1,32})（([^）]*)）/g;

/** An option's name, as the line can hold it. */
export const optionOf = (name: string): string => name.replace(/["\\（）]/g, " ");

/** The line that keeps a sku's code. */
export const keyLine = (key: string, attributes: Readonly<Record<string, string>>): string =>
  `商家编码：${key}（${optionOf(Object.values(attributes).join(" "))}）`;

/** Option → code, from the text of a product's rules. */
export const keysIn = (rules: string): ReadonlyMap<string, string> =>
  new Map([...rules.matchAll(LINE)].map(([, key = "", option = ""]) => [option, key]));
