/** Every flow × every fault row × every port call: each cell is run, or says why it can't happen. */
import { watchAll, type Violation } from "./checks/index.ts";
import { waysOf, type Fault, type Nemesis, type PortCall } from "./faults.ts";
import { FLOWS, type Flow, type Scene } from "./flows.ts";
import { startAt, withShops, type Prepared } from "./prepare.ts";
import { ROWS, type Injection, type Row } from "./rows.ts";
import { comeToRest, townsOf } from "./run.ts";
import type { SimShop } from "./setup.ts";
import { worldOf, type World } from "./world.ts";

const MINUTE_MS = 60_000;

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
  return FLOWS.filter(({ name }) => only.flow === undefined || name === only.flow)
    .flatMap(({ name }) => ROWS.map(({ id }) => ({ flow: name, row: id })))
    .filter(({ row }) => only.row === undefined || row === only.row);
}

/** Plays one cell. Crashes are tried at each call on every platform, other faults on the platforms in turn. Throws for a cell that there is not. */
export async function cellOf(prepared: Prepared, { flow: name, row: id, every }: CellSpec): Promise<Cell> {
  const flow = FLOWS.find((one) => one.name === name);
  const row = ROWS.find((one) => one.id === id);
  if (flow === undefined || row === undefined) throw new Error(`no cell ${name} × ${id}`);
  const injections = row.of(flow);
  if (typeof injections === "string") return { flow: name, row: id, runs: 0, failed: [], why: injections };
  const failed: { what: string; at: string }[] = [];
  let runs = 0;
  for (const { shop, injection, at } of await placesOf(prepared, { flow, row, injections })) {
    if (runs++ % every !== 0) continue;
    const { violations } = await play(prepared, { flow, shop, injection, at });
    for (const { invariant, what } of violations)
      failed.push({ what: `${invariant}: ${what}`, at: `${shop.id} call ${at} ${JSON.stringify(injection)}` });
  }
  const why = runs === 0 ? "no port call of this flow can meet it" : null;
  return { flow: name, row: id, runs: Math.ceil(runs / every), failed, why };
}

interface Place {
  shop: SimShop;
  injection: Injection;
  at: number;
}

async function placesOf(
  prepared: Prepared,
  { flow, row, injections }: { flow: Flow; row: Row; injections: readonly Injection[] },
): Promise<Place[]> {
  const calls = await cleanRuns(prepared, flow);
  const shops = shopsFor(prepared, flow);
  return injections.flatMap((injection, n) =>
    shops.flatMap((shop, k) => {
      const turn = { row, k: k + n, shops: shops.length };
      const own = calls.get(shop.id);
      return (own === undefined ? [] : placesFor(injection, own, turn)).map((at) => ({ shop, injection, at }));
    }),
  );
}

function shopsFor({ counties }: Prepared, flow: Flow): SimShop[] {
  return counties.flatMap(({ shops }) => shops).filter((shop) => flow.fits?.(shop) ?? true);
}

type Calls = ReadonlyMap<string, readonly PortCall[]>;
const clean = new Map<string, Promise<Calls>>();

/** The port calls of a flow without any fault, by shop: made once per process. A shop where it fails without one is told and left out. */
function cleanRuns(prepared: Prepared, flow: Flow): Promise<Calls> {
  const there = clean.get(flow.name);
  if (there !== undefined) return there;
  const made = callsOf(prepared, flow);
  clean.set(flow.name, made);
  return made;
}

async function callsOf(prepared: Prepared, flow: Flow): Promise<Calls> {
  const calls = new Map<string, readonly PortCall[]>();
  for (const shop of shopsFor(prepared, flow)) {
    const played = await play(prepared, { flow, shop });
    const [broken] = played.violations;
    if (broken !== undefined) console.error(`${flow.name} fails without a fault on ${shop.id}: ${broken.what}`);
    else calls.set(shop.id, played.calls);
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
  return row.id === "F11" ? fits : fits.filter((_, n) => n % shops === k % shops);
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
  const alone = withShops(prepared.stages[flow.stage], prepared.counties, [shop]);
  const world = worldOf(startAt(alone, 1, () => nemesis));
  const [town, ...others] = townsOf(prepared, [shop], world);
  if (town === undefined || others.length > 0) throw new Error(`${shop.id} is not one merchant's`);
  Object.assign(town.backup, { rows: alone.rows, at: world.time.now() });
  const scene: Scene = { town, shop };
  const violations: Violation[] = [];
  const checks = watchAll([town], violations);
  await acted(world, flow.before?.(scene));
  armed = true;
  if (injection !== undefined && "world" in injection) injection.world(scene);
  await acted(world, flow.kick(scene)).catch((error: unknown) => {
    violations.push({ invariant: "asked", at: world.time.now(), what: String(error) });
  });
  await world.time.run(world.time.now() + 10 * MINUTE_MS + town.silentMs);
  armed = false;
  await comeToRest([town]);
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
