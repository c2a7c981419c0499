import type { Body, CanonicalAttribute, CategoryRules, Named, Outcome } from "../../../adapters/contract.ts";
import type { Adapter } from "../../../adapters/contract.ts";
import { fen } from "../../../domain/money.ts";
import { makePictures } from "./pictures.ts";
import type { X } from "./doors.ts";

type Ask = <T>(question: (x: X) => Promise<T>) => Promise<Outcome<T>>;

/** What a body of this shop is made of, looked up once. */
export interface Ground {
  body: Omit<Body, "merchantKey" | "skus">;
  rules: CategoryRules;
  /** One for each option, none of them a main picture. */
  optionPictures: readonly string[];
  saleAttributes: readonly string[];
}

/** What a body is of: the kind of a listing, and the canonical category it stands in. */
export interface Thing {
  kind: string;
  category: string;
}
export const WALNUTS: Thing = { kind: "goods", category: "F-walnut" };
export const STAY: Thing = { kind: "homestay", category: "T-homestay" };
const PICTURES = 5;
const SKU_PICTURES = 2;
const FACTS: Readonly<Record<CanonicalAttribute, string>> = {
  origin: "甘肃省陇南市成县",
  net_content_grams: "500 g",
  net_content: "500克",
  grade: "一级",
  size: "大果",
  packaging: "袋装",
  shelf_life_days: "180 天",
  storage: "阴凉干燥",
  standard_no: "GB/T 20398",
  sc_no: "SC11862122100019",
  producer: "成县山货合作社",
  brand: "成县核桃",
  ingredients: "核桃",
  material: "竹",
  option: "500g袋装",
  place: "湖南省永州市江华瑶族自治县",
  phone: "0746-2320000",
  use_from: "2026-01-01",
  use_until: "2027-12-31",
};

/** The value of a question that must be answered; throws what came instead. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === "done" || outcome.kind === "accepted" || outcome.kind === "partly") return outcome.value;
  throw new Error(`no value: ${JSON.stringify(outcome)}`);
}

/** Looks up category, rules, brand, template and address by name, fills the attributes by the mapping and uploads pictures. */
export async function lookUpGround(adapter: Adapter, ask: Ask, thing: Thing = WALNUTS): Promise<Ground> {
  const { taxonomy, limits, mapping } = adapter;
  const leafId = leafOf(valueOf(await ask((x) => taxonomy.categories(x))), mapping.categories[thing.category] ?? []);
  const rules = valueOf(await ask((x) => taxonomy.rules(leafId, x)));
  const brands = valueOf(await ask((x) => taxonomy.brands(leafId, x)));
  const templates = valueOf(await ask((x) => taxonomy.freightTemplates(x)));
  const addresses = valueOf(await ask((x) => taxonomy.addresses(x)));
  const uploaded: string[] = [];
  for (const { bytes, type } of await makePictures(PICTURES + SKU_PICTURES, limits.pictures)) {
    uploaded.push(valueOf(await ask((x) => adapter.uploadPicture(bytes, type, x))));
  }
  const pictures = uploaded.slice(0, PICTURES);
  const named = (list: readonly Named[], name: string) => list.find((one) => one.name.includes(name)) ?? list[0];
  return {
    rules,
    optionPictures: uploaded.slice(PICTURES),
    saleAttributes: rules.attributes.filter(({ sale }) => sale).map(({ id }) => id),
    body: {
      kind: thing.kind,
      title: thing === STAY ? "瑶寨民宿 双床房一晚" : "成县核桃 薄皮原味 500g",
      categoryId: leafId,
      brandId: named(brands, "成县核桃")?.id ?? null,
      freightTemplateId: named(templates, "全国包邮")?.id ?? null,
      returnAddressId: named(addresses, "成县发货仓")?.id ?? null,
      attributes: attributesOf(adapter, rules),
      pictures,
      detailPictures: pictures,
      detailHtml: pictures.map((url) => `<p>成县核桃</p><img src="${url}">`).join(""),
      certificates: [],
      shipWithinHours: 48,
      returns: "seven_days",
      weightGrams: 550,
      voucher: null,
    },
  };
}

function leafOf(all: readonly (Named & { parentId: string | null })[], path: readonly string[]): string {
  let parentId: string | null = null;
  for (const name of path) {
    const next = all.find((one) => one.name === name && one.parentId === parentId);
    if (next === undefined) throw new Error(`no category "${name}" of ${path.join("/")} below ${parentId}`);
    parentId = next.id;
  }
  if (parentId === null) throw new Error("the mapping has no path for the category");
  return parentId;
}

function attributesOf({ mapping }: Adapter, { attributes }: CategoryRules): Record<string, readonly string[]> {
  const filled = attributes
    .filter(({ sale }) => !sale)
    .flatMap(({ id, name, options }): [string, string[]][] => {
      const source = mapping.attributes[name];
      if (source === undefined) return [];
      const text = "from" in source ? FACTS[source.from] : source.value;
      const option = options.find((one) => one.name === text);
      return [[id, [options.length > 0 ? (option?.id ?? options[0]?.id ?? text) : text]]];
    });
  return Object.fromEntries(filled);
}

/** A fresh valid body with two options, its keys made from `key`. */
export function bodyOn({ body, optionPictures, saleAttributes }: Ground, key: string): Body {
  // Platforms refuse a second listing that looks like the first: each has a title of its own.
  const title = `${body.title} ${key.slice(-4)}`;
  const option = (suffix: "A" | "B", name: string, priceFen: number) => ({
    merchantKey: `${key}-${suffix}`,
    name,
    attributes: Object.fromEntries(saleAttributes.map((id) => [id, name])),
    priceFen: fen(priceFen),
    stock: 200,
    picture: optionPictures[suffix === "A" ? 0 : 1] ?? null,
  });
  return {
    ...body,
    title,
    merchantKey: key,
    skus: [option("A", "500g袋装", 4_990), option("B", "1000g礼盒装", 9_905)],
  };
}

const A_YEAR = { useFrom: "2026-12-01", useUntil: "2027-11-30" };

/** A stay as an undated voucher of one option, to be used within a year. */
export function stayOn(ground: Ground, key: string): Body {
  const { skus, ...body } = bodyOn(ground, key);
  return { ...body, voucher: { ...A_YEAR, refund: "any_time", storeIds: [] }, skus: skus.slice(0, 1) };
}
