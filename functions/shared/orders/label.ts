import * as z from "zod";
import { DAY_MS, epochMs } from "../../../domain/time.ts";
import type { Item, Ports } from "../ports.ts";
import type { Sealer } from "../seal.ts";
import { keys } from "../store/keys.ts";

const Sender = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  county: z.string(),
  address: z.string(),
});
const Account = z.object({
  id: z.string(),
  carrier: z.string(),
  site: z.string().nullable(),
  owner: z.string().nullable(),
});

/** One waybill of the platform's own for one consignment. `stop`: why it must not go out; set by holds and by people, never taken away. */
export const LabelRow = z.object({
  state: z.enum(["planned", "made", "cancelled", "blocked"]),
  consignment: z.string(),
  account: Account,
  templateId: z.string().nullable(),
  sender: Sender,
  note: z.string(),
  lines: z.array(z.object({ lineNo: z.string(), quantity: z.number() })),
  /** Whom it is for: the order's version of its receiver when the number was drawn. */
  receiverVersion: z.string().nullable(),
  effectKey: z.string(),
  ticket: z.string().nullable().default(null),
  waybill: z.string().nullable().default(null),
  /** Numbers of further boxes, and how many of them are wanted. */
  parcels: z.array(z.string()).default([]),
  wantParcels: z.number().default(0),
  prints: z.number().default(0),
  /** Prints that the platform was told of. */
  printsTold: z.number().default(0),
  /** Which printing data lie ready, sealed. */
  sheets: z.object({ templateId: z.string().nullable(), boxes: z.number() }).nullable().default(null),
  stop: z.array(z.string()).optional(),
  /** A drawn label could not be cancelled, printed or given a further box: a person looks. */
  trouble: z.enum(["blocked"]).optional(),
  plannedAt: z.string(),
  madeAt: z.string().optional(),
  printedAt: z.string().optional(),
  cancelledAt: z.string().optional(),
});
export type LabelRow = z.infer<typeof LabelRow>;

const Findings = z.object({ findings: z.array(z.looseObject({ rule: z.string() })).default([]) });

/** Whether nobody knows if a label got a number: its answer was lost, and no look has settled it in time. It may still be looked for. */
export function isUnsettled(item: Item): boolean {
  const { findings } = Findings.parse(item);
  const isOpen = item["state"] === "blocked" || (item["state"] === "planned" && item["turnPhase"] === "sent");
  return isOpen && findings.some(({ rule }) => rule.startsWith("unknown."));
}

/** A label of an order by our own ids. */
export interface LabelAt {
  m: string;
  s: string;
  orderNo: string;
  n: string;
}

const Sheets = z.object({ sheets: z.array(z.string()) });
const SHEET_DAYS = 30;
const purposeOf = ({ s, orderNo, n }: LabelAt) => `label|${s}|${orderNo}|${n}`;
const keyOf = ({ m, s, orderNo, n }: LabelAt) => keys.label(m, s, orderNo, n);

/** Keeps what a printer needs beside the receivers: it names a buyer, is sealed, and goes by itself. */
export async function keepSheets(
  at: LabelAt,
  sheets: readonly string[],
  { ports, sealer }: { ports: Ports; sealer: Sealer },
): Promise<void> {
  const sealed = await sealer.seal(at.m, purposeOf(at), { sheets });
  const ttl = Math.floor((epochMs(ports.clock.now()) + SHEET_DAYS * DAY_MS) / 1_000);
  await ports.receivers.write({ put: { ...keyOf(at), sealed, ttl } });
}

/** What lies ready for the printer; null where nothing does, or its time is over. */
export async function openSheets(
  at: LabelAt,
  { ports, sealer }: { ports: Ports; sealer: Sealer },
): Promise<readonly string[] | null> {
  const row = await ports.receivers.get(keyOf(at));
  const over = Number(row?.["ttl"] ?? 0) * 1_000 <= epochMs(ports.clock.now());
  if (row === null || over || typeof row["sealed"] !== "string") return null;
  return Sheets.parse(await sealer.open(at.m, purposeOf(at), row["sealed"])).sheets;
}

/** Takes the buyer out of what lies ready for the printer. */
export async function eraseSheets(at: LabelAt, { receivers }: Pick<Ports, "receivers">): Promise<void> {
  await receivers.write({ put: { ...keyOf(at), erased: true } });
}
