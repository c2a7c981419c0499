/** Figures that are the same on every machine: units, requests, bytes. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { adapters } from "../../../adapters/registry.ts";
import { leasedLimiter } from "../../../adapters/runtime/limits.ts";
import type { RateLimit } from "../../../adapters/contract.ts";
import { limitRows } from "../../../functions/shared/limit-rows.ts";
import { ROOT } from "../../../infra/bundling.ts";
import { bundle } from "../../../scripts/bundle.ts";
import { memoryPorts } from "../../factories/memory-ports.ts";
import type { Figure, Measure } from "../figure.ts";
import * as flows from "./flows.ts";
import { meteredTable } from "./metered-table.ts";
import { billedMs, each, usdPerMillion } from "./prices.ts";
import { spentBy, type Spent } from "./spend.ts";

const PLATFORMS = Object.keys(adapters).sort();

/** What every flow spent on one platform; done once a process. */
export interface Counts {
  first: Spent;
  /** Ten first publications, their messages in batches. */
  tenFirst: Spent;
  look: Spent;
  edit: Spent;
  push: Spent;
  one: Spent;
  ten: Spent;
  again: Spent;
  idle: Spent;
  /** Requests and messages of the queue of orders, for two hundred orders. */
  orders: { requests: number; messages: number };
  /** Two hundred orders, pulled and stored. */
  many: Spent;
}

const known = new Map<string, Promise<Counts>>();
export const MANY = 200;
/** What one batch holds. */
const TEN = 10;

/** Every flow on one platform, one after the other in one world. */
export function countsOf(platform: string): Promise<Counts> {
  const there = known.get(platform) ?? count(platform);
  known.set(platform, there);
  return there;
}

async function count(platform: string): Promise<Counts> {
  const stage = await flows.openStage(platform);
  const first = await flows.firstPublication(stage);
  const edit = await flows.contentEdit(stage);
  const push = await flows.stockPush(stage);
  const look = await flows.auditLook(stage);
  await stage.world.settle();
  const one = await flows.ingestOrders(stage, 1);
  await stage.world.settle();
  stage.world.pass(flows.QUIET_MS);
  const ten = await flows.ingestTogether(stage, 10);
  const again = await flows.repull(stage);
  await stage.world.settle();
  stage.world.pass(flows.QUIET_MS);
  const many = await spentBy(stage.world, () => flows.pullAndIngest(stage, MANY));
  const { requests, messages } = stage.world.queues.counts().get("orders") ?? { requests: 0, messages: 1 };
  const idle = await flows.idlePull(stage);
  const tenFirst = await flows.publishTogether(stage, TEN);
  return { first, tenFirst, look, edit, push, one, ten, again, idle, many, orders: { requests, messages } };
}

interface UnitSpec {
  name: string;
  goal: number;
  unit?: string;
  of(counts: Counts): number;
}

/** Taking the turn again, what was seen, the end: what each wait for an audit costs beside. */
const WAIT_UNITS = 3;
/** An entry in the work index that comes and goes, where the row had none. */
const DUE_UNITS = 2;
const waitsOf = ({ invocations }: Spent, own: number): number => Math.max(0, invocations - own);

/** Goals of design.md 9; the worst platform counts. */
export const UNITS: readonly UnitSpec[] = [
  { name: "order.new.write_units", goal: 7, of: ({ one }) => one.write },
  { name: "order.merged.write_units", goal: 5, of: ({ ten }) => ten.write / 10 },
  { name: "order.repull.write_units", goal: 0, of: ({ again }) => again.write },
  {
    name: "publication.first.write_units",
    goal: 12,
    of: ({ first }) => first.write - WAIT_UNITS * waitsOf(first, 1),
  },
  {
    name: "publication.edit.write_units",
    goal: 4,
    of: ({ edit }) => editUnits(edit),
  },
  { name: "stock.push.write_units", goal: 4, of: ({ push }) => push.write },
  { name: "pull.idle.write_units", goal: 1, of: ({ idle }) => idle.write / idle.messages },
  {
    name: "sqs.requests_per_message",
    goal: 0.31,
    unit: "requests",
    of: ({ orders }) => orders.requests / orders.messages,
  },
];

/** Of one effect: a second one (some platforms want a draft submitted) costs a unit more, a wait what it costs. */
function editUnits({ write, notes }: Spent): number {
  const turns = notes.filter((note) => note.startsWith("PUB#")).length;
  const details = notes.filter((note) => note.startsWith("PUBX#")).length;
  const waits = Math.max(0, details - 1);
  const effects = turns - 2 * (waits + 1);
  return write - waits * WAIT_UNITS - (waits > 0 ? DUE_UNITS : 0) - Math.max(0, effects - 1);
}

/** The units of a flow, for the worst platform. */
export async function worst({ of }: UnitSpec): Promise<number> {
  const all = await Promise.all(PLATFORMS.map(async (platform) => of(await countsOf(platform))));
  return Math.max(...all);
}

const units: Measure[] = UNITS.map((spec) => ({
  names: [spec.name],
  counted: true,
  run: async () => [{ name: spec.name, value: await worst(spec), unit: spec.unit ?? "write units", goal: spec.goal }],
}));

/** The lowest cost that is possible, per million (anchors.md 3.4); null: none was worked out. */
const COSTS: readonly { name: string; floor: number | null; of(counts: Counts): Spent }[] = [
  { name: "order", floor: 0.77, of: ({ many }) => each(many, MANY) },
  { name: "order_alone", floor: 0.77, of: ({ one }) => one },
  { name: "repull", floor: 0.06, of: ({ again, orders }) => each(again, Math.max(10, orders.messages / 20)) },
  { name: "publication", floor: 1.39, of: ({ tenFirst }) => each(tenFirst, TEN) },
  { name: "publication_alone", floor: 1.39, of: ({ first }) => first },
  { name: "edit", floor: 1.39, of: ({ edit }) => edit },
  { name: "audit_look", floor: null, of: ({ look }) => look },
  { name: "stock_push", floor: 1.39, of: ({ push }) => push },
];

const costs: Measure[] = COSTS.map(({ name, floor, of }) => ({
  names: [`cost.${name}`],
  counted: true,
  run: async () => {
    const all = await Promise.all(PLATFORMS.map(async (platform) => [platform, of(await countsOf(platform))] as const));
    return all.flatMap(([platform, spent]) => costLines(`cost.${name}.${platform}`, spent, floor));
  },
}));

/** How a cost is printed: what is counted, its price, and the floor beside it. */
export function costLines(name: string, spent: Spent, floor: number | null): Figure[] {
  const line = (what: string, value: number, unit: string): Figure => ({
    name: `${name}.${what}`,
    value,
    unit,
    goal: null,
  });
  return [
    line("write_units", spent.write + spent.limiter, "write units"),
    line("read_units", spent.read, "read units"),
    line("sqs_requests", spent.sqsRequests, "requests"),
    line("billed_ms", billedMs(spent), "ms"),
    line("usd_per_million", usdPerMillion(spent), "USD"),
    ...(floor === null ? [] : [line("floor_usd_per_million", floor, "USD")]),
  ];
}

const dollars: Measure[] = [
  {
    names: ["usd_per_million_orders"],
    counted: true,
    run: async () => [await dollarLine("usd_per_million_orders", 5, ({ many }) => each(many, MANY))],
  },
  {
    names: ["usd_per_million_publications"],
    counted: true,
    run: async () => [await dollarLine("usd_per_million_publications", 9, ({ tenFirst }) => each(tenFirst, TEN))],
  },
];

async function dollarLine(name: string, goal: number, of: (counts: Counts) => Spent): Promise<Figure> {
  const all = await Promise.all(PLATFORMS.map(async (platform) => usdPerMillion(of(await countsOf(platform)))));
  return { name, value: Math.max(...all), unit: "USD", goal };
}

const idleDay: Measure = {
  names: ["cost.idle_shop_month"],
  counted: true,
  run: async () => {
    const lines: Figure[] = [];
    for (const platform of PLATFORMS) {
      const day = await flows.idleDay(await flows.openStage(platform));
      const month = each(day, 1 / 30);
      // By the formula's own unit this is a million months; a month is what people pay.
      const usd = { name: `cost.idle_shop_month.${platform}.usd`, value: usdPerMillion(month) / 1e6, unit: "USD" };
      lines.push(...costLines(`cost.idle_shop_month.${platform}`, month, null).filter(({ unit }) => unit !== "USD"), {
        ...usd,
        goal: null,
      });
    }
    return lines;
  },
};

const SEVEN_A_SECOND = 7;
const CALLS = 700;

/** Of every limit from seven calls a second up, used as fast as it allows by one worker; the worst counts. */
const limiter: Measure = {
  names: ["limiter.write_units_per_call"],
  counted: true,
  run: async () => {
    const limits = PLATFORMS.flatMap((platform) => adapters[platform]?.rates ?? []);
    const quick = limits.filter(({ calls, perMs }) => (calls * 1_000) / perMs >= SEVEN_A_SECOND);
    const asked =
      quick.length > 0 ? quick : [{ id: "ten", scope: "app", apis: "*", calls: 10, perMs: 1_000, burst: 20 } as const];
    const each = await Promise.all(asked.map(unitsPerCall));
    return [{ name: "limiter.write_units_per_call", value: Math.max(...each), unit: "write units", goal: 0.15 }];
  },
};

async function unitsPerCall(limit: RateLimit): Promise<number> {
  const { ports, pass } = memoryPorts();
  const table = meteredTable(ports.table);
  const clock = { now: ports.clock.now, wait: async (ms: number) => pass(Math.ceil(ms)) };
  const limits = leasedLimiter(limitRows(table), clock, () => "R#bench");
  const { daily: _daily, ...endless } = limit;
  let gone = 0;
  while (gone < CALLS) {
    const leave = await limits.ask([endless], "pull");
    if (leave.ok) gone++;
    else pass(Math.ceil(leave.retryAfterMs));
  }
  return table.spent().write / CALLS;
}

const entriesIn = (folder: string): string[] => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
const largest = (entries: readonly string[]): number => Math.max(...entries.map((entry) => bundle(entry).bytes));
const PLAIN = ["functions/ingest/handler.ts", "functions/fanout/handler.ts", "functions/tick/handler.ts"];

const bundles: Measure[] = [
  {
    names: ["bundle.worker.bytes"],
    counted: true,
    run: async () => [{ name: "bundle.worker.bytes", value: largest(PLAIN), unit: "bytes", goal: 620_000 }],
  },
  {
    names: ["bundle.worker_http.bytes"],
    counted: true,
    run: async () => {
      const value = largest(entriesIn("functions/urgent/platforms"));
      return [{ name: "bundle.worker_http.bytes", value, unit: "bytes", goal: 900_000 }];
    },
  },
  {
    names: ["bundle.worker_http_s3.bytes"],
    counted: true,
    run: async () => {
      const value = largest([...entriesIn("functions/publish/platforms"), ...entriesIn("functions/pull/platforms")]);
      return [{ name: "bundle.worker_http_s3.bytes", value, unit: "bytes", goal: 1_100_000 }];
    },
  },
];

export const COUNTED: readonly Measure[] = [...units, limiter, ...bundles, ...dollars, ...costs, idleDay];
