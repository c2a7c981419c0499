/** Every flow × every fault row × every port call: each cell is run, or says why it can't happen. */
import { CHECKS, type Violation } from "./checks/index.ts";
import { waysOf, type Fault, type Nemesis, type PortCall } from "./faults.ts";
import { buyOne, ELSEWHERE, FLOWS, onNewest, type Flow, type Scene } from "./flows.ts";
import { DEEDS, type Town } from "./people.ts";
import { startAt, withShops, type Prepared } from "./prepare.ts";
import { comeToRest } from "./run.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import type { SimShop } from "./setup.ts";
import { worldOf, type World } from "./world.ts";

/** What befalls a flow: a fault or a deed at one of its port calls, or something of the whole world. */
type Injection = { fault: Fault } | { deed: (scene: Scene) => void } | { world: (scene: Scene) => void };
interface Row {
  id: string;
  /** Injections, or why a flow can't meet this. */
  of(flow: Flow): readonly Injection[] | string;
}

const faults =
  (...all: Fault[]): Row["of"] =>
  () =>
    all.map((fault) => ({ fault }));
const onlyIn =
  (names: readonly string[], why: string, injections: readonly Injection[]): Row["of"] =>
  ({ name }) =>
    names.includes(name) ? injections : why;
const deed = (name: string): Injection => ({
  deed: ({ town }) => DEEDS[name]?.act(town, town.world.chance(`deed ${name}`)),
});
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ORDERS = ["pull", "ingest", "ship", "token refresh"];

export const ROWS: readonly Row[] = [
  { id: "F1", of: faults("lost_answer") },
  { id: "F2", of: faults("not_sent", "no_answer") },
  { id: "F3", of: faults("http_500_before", "http_500_after") },
  { id: "F4", of: faults("slow_down") },
  { id: "F5", of: faults("malformed", "truncated", "html") },
  { id: "F6", of: () => [{ world: ({ town }) => void (town.world.queues.unkind.twice = 1) }] },
  { id: "F7", of: () => [{ world: ({ town }) => void (town.world.skewMs = 4_000) }] },
  { id: "F8", of: faults("token_expired") },
  {
    id: "F9",
    of: onlyIn(ORDERS, "no order in this flow", [
      { deed: (scene) => onNewest(scene, "cancel") },
      { deed: (scene) => onNewest(scene, "ask-refund") },
    ]),
  },
  { id: "F10", of: faults("page_shift", "duplicate_rows") },
  { id: "F11", of: faults("crash_before", "crash_after") },
  { id: "F12", of: () => [{ world: poison }] },
  { id: "F13", of: faults("throttled", "lost", "retried", "conflict", "partial", "stale") },
  { id: "F14", of: () => [{ world: ({ town }) => void (town.world.hurry = 0.25) }] },
  { id: "F15", of: faults("throttled", "lost", "partial") },
  { id: "F16", of: () => [{ world: doubleTicks }, { world: ({ town }) => void (town.silentMs = 6 * HOUR_MS) }] },
  { id: "F17", of: () => "no Streams are used" },
  { id: "F18", of: faults("late_visibility") },
  { id: "F19", of: onlyIn(["stock", "pull", "ingest"], "sells nothing", [{ deed: rush }]) },
  { id: "F20", of: () => "callbacks only: forged and replayed in their own tests" },
  {
    id: "F21",
    of: () => [
      { world: ({ town }) => void (town.world.queues.version = 0) },
      { world: ({ town }) => void (town.world.queues.version = 2) },
    ],
  },
  {
    id: "F22",
    of: onlyIn(["publish", "price", "shelf"], "makes no product", [{ deed: restored }]),
  },
  {
    id: "F23",
    of: onlyIn(["price", "shelf", "stock"], "writes nothing that a person could have changed", [
      deed("price_there"),
      deed("shelf_there"),
      deed("force_off"),
    ]),
  },
  { id: "F24", of: onlyIn(["stock", "price"], "writes no stock", [deed("stock_there")]) },
  {
    id: "F25",
    of: onlyIn(["ship"], "ships nothing", [
      { deed: (scene) => onNewest(scene, "ask-refund") },
      { deed: (scene) => onNewest(scene, "change-address") },
    ]),
  },
  {
    id: "F26",
    of: onlyIn(["pull", "ingest"], "routes no order", [{ world: (scene) => void buyOne(scene, { split: "yes" }) }]),
  },
  { id: "F27", of: () => "the simulated merchant is its own supplier; suppliers' tests refuse and reassign" },
];

function poison({ town, shop: { platform, id } }: Scene): void {
  const { world, deeds, county } = town;
  for (const queue of [`publish:${platform}`, `urgent:${platform}`, `pull:${platform}`, "orders"] as const) {
    world.queues.sendRaw(queue, JSON.stringify({ v: 1, m: county.m, s: id, rubbish: true }));
    deeds.push({ at: world.time.now(), who: "nobody", shop: id, what: "poison", order: null, sku: null });
  }
}

function doubleTicks({ town: { world } }: Scene): void {
  for (let n = 0; n < 5; n++) world.time.at(world.time.now() + n * 500, () => world.tick());
}

function rush({ town, shop }: Scene): void {
  for (let n = 0; n < 12; n++) buyOne({ town, shop });
}

/** A backup of the start comes back, and the engineer says so. */
function restored({ town, shop }: Scene): void {
  const { world, county } = town;
  for (const row of world.table.rows())
    if (/^PUBX?#/.test(row.SK) && row.PK.includes(county.listing)) world.table.write({ delete: row });
  for (const row of town.backup) if (/^PUBX?#/.test(row.SK)) world.table.write({ put: row });
  world.table.write({ update: keys.shop(county.m, shop.id), add: { epoch: 1 } });
}

export interface Cell {
  flow: string;
  row: string;
  runs: number;
  failed: readonly { what: string; at: string }[];
  why: string | null;
}
/** One cell to play; `every`: one of so many port calls only (1: all). */
export interface CellSpec {
  flow: string;
  row: string;
  every: number;
}

/** Every cell of the table, or those of one flow or one row. */
export function cellsOf(only: { flow?: string | undefined; row?: string | undefined } = {}): Omit<CellSpec, "every">[] {
  const flows = [...FLOWS.map(({ name }) => name), ...Object.keys(ELSEWHERE)];
  return flows
    .filter((flow) => only.flow === undefined || flow === only.flow)
    .flatMap((flow) => ROWS.map(({ id }) => ({ flow, row: id })))
    .filter(({ row }) => only.row === undefined || row === only.row);
}

/** Plays one cell. Crashes are tried at each call on every platform, other faults on the platforms in turn. */
export async function cellOf(prepared: Prepared, { flow: name, row: id, every }: CellSpec): Promise<Cell> {
  const flow = FLOWS.find((one) => one.name === name);
  const row = ROWS.find((one) => one.id === id);
  const injections = flow === undefined ? (ELSEWHERE[name] ?? "no such flow") : (row?.of(flow) ?? "no such fault");
  if (flow === undefined || row === undefined || typeof injections === "string")
    return { flow: name, row: id, runs: 0, failed: [], why: String(injections) };
  const calls = await cleanRuns(prepared, flow);
  const failed: { what: string; at: string }[] = [];
  let runs = 0;
  for (const [n, injection] of injections.entries()) {
    for (const [k, shop] of prepared.county.shops.entries()) {
      for (const at of placesFor(injection, calls.get(shop.id) ?? [], {
        row,
        k: k + n,
        shops: prepared.county.shops.length,
      })) {
        if ((at + k + n) % every !== 0) continue;
        runs += 1;
        const { violations } = await play(prepared, { flow, shop, injection, at });
        for (const { invariant, what } of violations)
          failed.push({ what: `${invariant}: ${what}`, at: `${shop.id} call ${at} ${JSON.stringify(injection)}` });
      }
    }
  }
  const why = runs === 0 && every === 1 ? "no port call of this flow can meet it" : null;
  return { flow: name, row: id, runs, failed, why };
}

type Calls = ReadonlyMap<string, readonly PortCall[]>;
const clean = new Map<string, Promise<Calls>>();

/** The port calls of a flow without any fault, by shop: made once per process. */
function cleanRuns(prepared: Prepared, flow: Flow): Promise<Calls> {
  const there = clean.get(flow.name);
  if (there !== undefined) return there;
  const made = callsOf(prepared, flow);
  clean.set(flow.name, made);
  return made;
}

async function callsOf(prepared: Prepared, flow: Flow): Promise<Calls> {
  const calls = new Map<string, readonly PortCall[]>();
  for (const shop of prepared.county.shops) {
    const played = await play(prepared, { flow, shop });
    const [broken] = played.violations;
    if (broken !== undefined) throw new Error(`${flow.name} fails without a fault on ${shop.id}: ${broken.what}`);
    calls.set(shop.id, played.calls);
  }
  return calls;
}

function placesFor(
  injection: Injection,
  calls: readonly PortCall[],
  { row, k, shops }: { row: Row; k: number; shops: number },
): number[] {
  if ("world" in injection) return [0];
  const all = calls.map((_, n) => n);
  const fits = "fault" in injection ? all.filter((n) => canMeet(calls[n], injection.fault, row)) : all;
  return row.id === "F11" ? fits : fits.filter((n) => n % shops === k % shops);
}

function canMeet(call: PortCall | undefined, fault: Fault, row: Row): boolean {
  if (call === undefined || !waysOf(call).includes(fault)) return false;
  if (row.id === "F15") return call.port === "queue";
  return row.id === "F13" ? call.port !== "queue" : true;
}

interface Play {
  flow: Flow;
  shop: SimShop;
  injection?: Injection;
  /** At which port call of the flow. */
  at?: number;
}

async function play(prepared: Prepared, { flow, shop, injection, at = 0 }: Play) {
  const calls: PortCall[] = [];
  let armed = false;
  const nemesis: Nemesis = {
    on: true,
    befalls(call) {
      if (!armed || !flow.belongs(call)) return null;
      calls.push(call);
      if (calls.length - 1 !== at || injection === undefined) return null;
      if ("deed" in injection) injection.deed(scene);
      return "fault" in injection ? injection.fault : null;
    },
  };
  const taken = prepared.stages[flow.stage];
  const alone = withShops(taken, prepared.county.shops, [shop]);
  const world = worldOf(startAt(alone, 1, () => nemesis));
  const county = { ...prepared.county, shops: [shop] };
  const town: Town = { world, county, pictures: prepared.pictures, deeds: [], backup: alone.rows, silentMs: 0 };
  const scene: Scene = { town, shop };
  const violations: Violation[] = [];
  const checks = CHECKS.map((make) =>
    make(town, (invariant, what) => void violations.push({ invariant, at: world.time.now(), what })),
  );
  await acted(world, flow.before?.(scene));
  armed = true;
  if (injection !== undefined && "world" in injection) injection.world(scene);
  await acted(world, flow.kick(scene)).catch((error: unknown) => {
    violations.push({ invariant: "asked", at: world.time.now(), what: String(error) });
  });
  await world.time.run(world.time.now() + 10 * MINUTE_MS + town.silentMs);
  armed = false;
  await comeToRest(town);
  for (const { end } of checks) end?.();
  const missing = injection !== undefined && "deed" in injection ? null : flow.goal(scene);
  if (missing !== null) violations.push({ invariant: "goal", at: world.time.now(), what: missing });
  return { calls, violations };
}

async function acted(world: World, deed: Promise<void> | undefined): Promise<void> {
  if (deed === undefined) return;
  let over = false;
  const watched = deed.finally(() => void (over = true));
  watched.catch(() => undefined);
  await Promise.resolve();
  for (let n = 0; n < 50 && !over; n++) await world.time.run(world.time.now() + MINUTE_MS, () => over);
  await watched;
}
