import type { Reading } from "../messages.ts";
import type { Ports } from "../ports.ts";
import { afterwards } from "./afterwards.ts";
import { batchOver, keysFor, mergeReading, nameOfKey, type Batch } from "./merging.ts";
import { keepReceivers } from "./receivers.ts";
import { readShipments } from "./stops.ts";
import { writeBatch } from "./writing.ts";

/** `again`: lost every race, or not wholly applied yet; `defects`: readings whose content no try will mend. */
export interface Ingested {
  again: Reading[];
  defects: { reading: Reading; why: string }[];
}

/** Stores a batch of readings. The newest snapshot of each order wins; stock moves by the difference of claims in the same transaction; nothing about stock stops an order. Throws when a table or queue is down. */
export async function ingest(readings: readonly Reading[], ports: Ports): Promise<Ingested> {
  const defects: Ingested["defects"] = [];
  let open = newestOf(readings);
  for (let tries = 0; open.length > 0 && tries < TRIES; tries++) {
    if (tries > 0) await ports.clock.wait(20 * 2 ** tries + 30 * ports.random.next());
    open = tries === 0 ? await pass(open, defects, ports) : await singly(open, defects, ports);
  }
  const failed = new Set(open.map(nameOf));
  return { again: readings.filter((reading) => failed.has(nameOf(reading))), defects };
}

const TRIES = 6;
/** DynamoDB takes 100 items a transaction; ten orders with parents, pools and cases stay below. */
const TOGETHER = 10;

function nameOf(reading: Reading): string {
  const { m, s } = reading;
  const id = reading.kind === "case" ? `case|${reading.afterSale.caseNo}` : `order|${reading.snapshot.orderNo}`;
  return `${m}|${s}|${id}`;
}

function newestOf(readings: readonly Reading[]): Reading[] {
  const best = new Map<string, Reading>();
  for (const reading of readings) {
    const there = best.get(nameOf(reading));
    if (there === undefined || stamp(reading) > stamp(there)) best.set(nameOf(reading), reading);
  }
  return [...best.values()];
}

function stamp(reading: Reading): string {
  const { updatedAt } = reading.kind === "case" ? reading.afterSale : reading.snapshot;
  return `${updatedAt ?? ""}|${reading.readAt}`;
}

/** One reading, merging and writing of up to ten together; gives back those that must be tried singly. */
async function pass(readings: readonly Reading[], defects: Ingested["defects"], ports: Ports): Promise<Reading[]> {
  const lost: Reading[] = [];
  for (let from = 0; from < readings.length; from += TOGETHER) {
    const some = readings.slice(from, from + TOGETHER);
    if (!(await store(some, { defects, eventual: true }, ports))) lost.push(...some);
  }
  return lost.filter((reading) => !defects.some((defect) => defect.reading === reading));
}

/** After a lost race: each from a consistent reading of its own. */
async function singly(readings: readonly Reading[], defects: Ingested["defects"], ports: Ports): Promise<Reading[]> {
  const lost: Reading[] = [];
  for (const reading of readings) {
    if (!(await store([reading], { defects, eventual: false }, ports))) lost.push(reading);
  }
  return lost;
}

interface How {
  defects: Ingested["defects"];
  eventual: boolean;
}

/** False: a race was lost, or the claims reach more pools than one transaction takes. */
async function store(readings: readonly Reading[], { defects, eventual }: How, ports: Ports): Promise<boolean> {
  const keys = new Map(readings.flatMap(keysFor).map((key) => [nameOfKey(key), key]));
  const batch = batchOver(await ports.table.batchGet([...keys.values()], { eventual }));
  for (const reading of readings) mergeOrTell(batch, reading, defects);
  const shipments = await readShipments(batch, ports);
  await keepReceivers(batch, ports);
  const written = await writeBatch(batch, shipments, ports);
  if (written === "lost") return false;
  await afterwards(batch, shipments, ports);
  return written === "whole";
}

function mergeOrTell(batch: Batch, reading: Reading, defects: Ingested["defects"]): void {
  try {
    mergeReading(batch, reading);
  } catch (error) {
    defects.push({ reading, why: error instanceof Error ? error.message : String(error) });
  }
}
