import { CATEGORIES, categoryOf } from "../../domain/listing/category.ts";
import { type AttributeSource, type Level, mappingOn } from "../../domain/listing/mapping.ts";
import { dayOf } from "../../domain/time.ts";
import type { Day } from "../../domain/units.ts";
import { defaultRule, versionsBody, versionsOf, type WrittenRule } from "../shared/mapping.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, Problem, wrongField } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { ShopRow } from "../shared/store/rows.ts";
import { COUNTY } from "../shared/tenant.ts";
import { adapterFor, type Call } from "./call.ts";
import { allItems } from "./pages.ts";
import { shopItems } from "./shop-items.ts";
import { tellFanout } from "./tell.ts";

/** Versions that a rule keeps; older ones are forgotten. */
const KEPT = 20;

/** For every canonical category: what holds today on a platform, and the versions that the merchant and the county wrote. */
export async function mappingsOf(platform: string, call: Call) {
  const adapter = adapterFor(platform, call, "path/platform");
  const prefix = keys.mapping(call.m, platform, "").SK;
  const [own, county] = await Promise.all(
    [call.m, COUNTY].map((m) => allItems({ pk: keys.merchant(m).PK, begins: prefix }, call)),
  );
  const today = dayOf(call.ports.clock.now());
  return CATEGORIES.map(({ code, name }) => {
    const [merchant, ofCounty] = [versionsIn(own, prefix + code), versionsIn(county, prefix + code)];
    const inForce = mappingOn(today, { merchant, county: ofCounty, default: [defaultRule(adapter, code)] });
    return { category: code, name, inForce, merchant: [...merchant], county: [...ofCounty] };
  });
}

function versionsIn(items: readonly Item[] | undefined, SK: string): readonly WrittenRule[] {
  return versionsOf(items?.find((item) => item.SK === SK));
}

export interface NewRule {
  path: readonly string[] | null;
  attributes: Readonly<Record<string, AttributeSource>>;
  effectiveFrom?: Day | undefined;
  level: Exclude<Level, "default">;
}

/** Writes a new version of a rule: the county's is an operator's to write. Shops of the merchant are planned anew at once, the county's others by night. */
export async function writeRule(
  { platform, category }: { platform: string; category: string },
  rule: NewRule,
  call: Call,
): Promise<WrittenRule> {
  adapterFor(platform, call, "path/platform");
  if (categoryOf(category) === null) throw wrongField("path/category", UNKNOWN);
  if (rule.level === "county" && !call.caller.roles.includes("operator")) throw notYours();
  const { table, clock } = call.ports;
  const key = keys.mapping(rule.level === "county" ? COUNTY : call.m, platform, category);
  const before = await table.get(key);
  const { path, attributes } = rule;
  const written: WrittenRule = {
    path: path === null ? null : [...path],
    attributes: { ...attributes },
    effectiveFrom: rule.effectiveFrom ?? dayOf(clock.now()),
    by: call.caller.subject,
    at: clock.now(),
  };
  const body = versionsBody([...versionsOf(before), written].slice(-KEPT));
  const same = before === null ? (["PK", "absent"] as const) : (["ver", "=", Number(before["ver"])] as const);
  const done = await table.write({ update: key, set: { body }, add: { ver: 1 }, if: { all: [same] } });
  if (!done.ok) throw conflict("changed", { zh: "规则刚被别人修改，请重试", en: "the rule was changed just now" });
  await planAnew(platform, call);
  return written;
}

async function planAnew(platform: string, call: Call): Promise<void> {
  const shops = (await shopItems(call)).map((item) => ShopRow.parse(item));
  for (const { id } of shops.filter((shop) => shop.platform === platform)) await tellFanout("shop", id, call);
}

const UNKNOWN = { zh: "没有这个类目", en: "no such category" };

function notYours(): Problem {
  const say = { zh: "县级规则由县域平台团队维护", en: "rules of the county are its operators' to write" };
  return new Problem({ status: 403, code: "forbidden" }, say);
}
