import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { found, RULES, type RuleText } from "./findings.ts";
import { limits } from "./facts.ts";

const PHONE = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/;
const CODE = /^[\x21-\x7e]{1,32}$/;
const NUMBER = /^\d+(\.\d+)?(?: (\S+))?$/;

/** Everything of Suning's rules that can be known before a call: fields, pictures, detail page, skus, the category's attributes. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  return [
    ...head(body),
    ...pictures(body),
    ...html(body),
    ...skus(body),
    ...voucher(body),
    ...(rules === null ? [] : attributes(body, rules)),
  ];
}

const when = (broken: boolean, rule: RuleText, pointer: string): Finding[] => (broken ? [found(rule, pointer)] : []);

function head(body: Body): Finding[] {
  const length = [...body.title].length;
  return [
    ...when(length < limits.title.min || length > limits.title.max, RULES.title, "/title"),
    ...when(PHONE.test(body.title), RULES.phone, "/title"),
    ...when(body.brandId === null, RULES.brand, "/brandId"),
    ...when(!CODE.test(body.merchantKey), RULES.code, "/merchantKey"),
    ...when(body.certificates.length > 0, RULES.certificate, "/certificates"),
  ];
}

function pictures(body: Body): Finding[] {
  const { length } = body.pictures;
  const inSkus = body.skus.flatMap(({ picture }) => (picture === null ? [] : [picture]));
  return [
    ...when(length < limits.pictures.min || length > limits.pictures.max, RULES.picturesCount, "/pictures"),
    ...when(length > 0 && length < 5, RULES.picturesFew, "/pictures"),
    ...repeated(body.pictures).map((index) => found(RULES.pictureTwice, `/pictures/${index}`)),
    ...repeated(body.detailPictures).map((index) => found(RULES.pictureTwice, `/detailPictures/${index}`)),
    ...when(repeated(inSkus).length > 0, RULES.pictureTwice, "/skus"),
  ];
}

function html(body: Body): Finding[] {
  const text = body.detailHtml;
  const own = new Set([...body.pictures, ...body.detailPictures]);
  const sources = [...text.matchAll(/<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/gi)].map(([, source]) => source ?? "");
  const styles = [...text.matchAll(/url\(\s*["']?([^"')]+)/gi)].map(([, source]) => source ?? "");
  return [
    ...when(text.trim() === "" && body.detailPictures.length === 0, RULES.html, "/detailHtml"),
    ...when(
      [...sources, ...styles].some((url) => !own.has(url) && !isTheirs(url)),
      RULES.foreignPicture,
      "/detailHtml",
    ),
    ...when(/<script\b|<link\b|@import|\son\w+\s*=|javascript:/i.test(text), RULES.script, "/detailHtml"),
    ...when(/<a\b[^>]*\bhref/i.test(text), RULES.link, "/detailHtml"),
  ];
}

/** Hosts of Suning's own picture servers. */
function isTheirs(url: string): boolean {
  return /^(?:https?:)?\/\/(?:[a-z0-9-]+\.)*(?:suning\.(?:cn|com)|cnsuning\.com)\//i.test(url);
}

function skus(body: Body): Finding[] {
  const options = body.skus.map((sku) => JSON.stringify(Object.entries(sku.attributes).sort()));
  const bare = body.skus.map((sku) => Object.values(sku.attributes).every((value) => value.trim() === ""));
  const first = body.skus[0];
  const single = body.skus.length === 1 && bare[0] === true && first?.merchantKey !== body.merchantKey;
  return [
    ...when(body.skus.length < 1 || body.skus.length > limits.skus, RULES.skusCount, "/skus"),
    ...repeated(body.skus.map((sku) => sku.merchantKey)).map((n) => found(RULES.skuTwice, `/skus/${n}/merchantKey`)),
    ...(body.skus.length > 1
      ? bare.flatMap((isBare, n) => when(isBare, RULES.skuBare, `/skus/${n}/attributes`))
      : when(single, RULES.singleCode, "/skus/0/merchantKey")),
    ...(bare.includes(true) ? [] : repeated(options)).map((n) => found(RULES.skuTwice, `/skus/${n}/attributes`)),
    ...body.skus.flatMap(skuNumbers),
  ];
}

function skuNumbers(sku: Body["skus"][number], index: number): Finding[] {
  const { priceFen } = limits;
  return [
    ...when(!CODE.test(sku.merchantKey), RULES.code, `/skus/${index}/merchantKey`),
    ...when(sku.priceFen < priceFen.min || sku.priceFen > priceFen.max, RULES.price, `/skus/${index}/priceFen`),
    ...when(sku.stock < 0 || sku.stock > limits.stock, RULES.stock, `/skus/${index}/stock`),
  ];
}

function voucher(body: Body): Finding[] {
  if (body.voucher === null) return [];
  return [
    found(RULES.voucher, "/voucher"),
    ...when(body.voucher.storeIds.length === 0, RULES.voucherStore, "/voucher/storeIds"),
  ];
}

function attributes(body: Body, rules: CategoryRules): Finding[] {
  return rules.attributes.flatMap((attribute) =>
    attribute.sale
      ? body.skus.flatMap((sku, n) =>
          valueFindings(attribute, [sku.attributes[attribute.id] ?? ""], `/skus/${n}/attributes/${attribute.id}`),
        )
      : valueFindings(attribute, body.attributes[attribute.id] ?? [], `/attributes/${attribute.id}`),
  );
}

type Attribute = CategoryRules["attributes"][number];

function valueFindings(attribute: Attribute, given: readonly string[], pointer: string): Finding[] {
  const values = given.filter((value) => value.trim() !== "");
  if (values.length === 0) return when(attribute.required, named(RULES.required, attribute.name), pointer);
  const known = new Set(attribute.options.map(({ id }) => id));
  const closed = attribute.type === "one" || attribute.type === "many";
  return [
    ...when(closed && values.some((value) => !known.has(value)), named(RULES.option, attribute.name), pointer),
    ...when(attribute.type !== "many" && values.length > 1, named(RULES.notForUs, attribute.name), pointer),
    ...when(
      attribute.type === "number" && values.some((value) => !isNumber(value, attribute.units)),
      named(RULES.number, attribute.name),
      pointer,
    ),
  ];
}

/** A number, with one of the attribute's units or none. */
function isNumber(value: string, units: readonly string[]): boolean {
  const [number, , unit] = NUMBER.exec(value) ?? [];
  return number !== undefined && (unit === undefined || units.includes(unit));
}

/** The rule's sentences with the attribute's name in front. */
function named(rule: RuleText, name: string): RuleText {
  return { ...rule, say: { zh: `${name}：${rule.say.zh}`, en: `${name}: ${rule.say.en}` } };
}

/** Places at which an earlier value comes again. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
