import { daysBetween } from "../../../domain/time.ts";
import { Supplier } from "../../../domain/listing/supplier.ts";
import type { Day, Text } from "../../../domain/units.ts";
import { tellPerson } from "../../shared/notices.ts";
import { unpack } from "../../shared/pack.ts";
import type { Ports } from "../../shared/ports.ts";
import { keys } from "../../shared/store/keys.ts";
import { all } from "./merchant.ts";

/** Days before the end at which somebody is told; 0: it is over. */
const LEVELS = [0, 1, 7, 30];

/** Tells the merchant of suppliers' licences, certificates and rights to brands that end soon, once at each level. */
export async function certificates(m: string, today: Day, ports: Ports): Promise<void> {
  for (const item of await all({ pk: keys.merchant(m).PK, begins: "SUP#" }, ports)) {
    const supplier = Supplier.parse(unpack(item["body"]));
    for (const paper of papersOf(supplier)) await tellIfNear(m, { supplier, paper, today }, ports);
  }
}

interface Paper {
  name: string;
  until: Day;
}

function papersOf({ licences, certs, brands }: Supplier): Paper[] {
  return [
    ...licences.map(({ type, no, validUntil }) => ({ name: `${type} ${no}`, until: validUntil })),
    ...certs.map(({ type, no, validUntil }) => ({ name: `${type} ${no}`, until: validUntil })),
    ...brands.map(({ name, until }) => ({ name, until })),
  ].flatMap(({ name, until }) => (until === undefined ? [] : [{ name, until }]));
}

interface Near {
  supplier: Supplier;
  paper: Paper;
  today: Day;
}

async function tellIfNear(m: string, { supplier, paper, today }: Near, ports: Ports): Promise<void> {
  const days = daysBetween(today, paper.until);
  const level = days < 0 ? 0 : LEVELS.find((most) => most > 0 && days <= most);
  if (level === undefined) return;
  const once = `${supplier.id}|${paper.name}|${paper.until}|${level}`;
  const about = { supplier: supplier.id };
  await tellPerson(m, { to: "merchant", kind: "due", say: sayOf(supplier, paper, days), about, once }, ports);
}

function sayOf(supplier: Supplier, { name, until }: Paper, days: number): Text {
  if (days < 0)
    return {
      zh: `${supplier.name} 的证照 ${name} 已于 ${until} 到期`,
      en: `${supplier.name}: ${name} ended on ${until}`,
    };
  return {
    zh: `${supplier.name} 的证照 ${name} 将于 ${until} 到期，还有 ${days} 天`,
    en: `${supplier.name}: ${name} ends on ${until}, in ${days} days`,
  };
}
