import type { StoppedLabel } from "../../../domain/order/label.ts";
import { packNoOf } from "../../../domain/order/pack-no.ts";
import { SECOND_MS } from "../../../domain/time.ts";
import { tellPerson, type Notice } from "../notices.ts";
import type { Message, Ports } from "../ports.ts";
import { writeConsignments } from "./consignment-rows.ts";
import type { Batch, Held } from "./merging.ts";
import type { Shipments } from "./stops.ts";
import { isChanged, movesOf } from "./writing.ts";

/** What follows from stored orders: other shops, suppliers and packers hear of it. All of it bears repetition; what a crash skips is done by the redelivery, or by the marks that lie in the rows. */
export async function afterwards(batch: Batch, shipments: Shipments, ports: Ports): Promise<void> {
  await tellPools(batch, ports);
  await writeConsignments([...batch.orders.values()].flatMap(lyingNow), ports);
  await tellPackers(batch, shipments, ports);
  await readAgain(batch.doubtful, ports);
  for (const { stored, next, shop } of batch.orders.values()) {
    const isNews = next?.anomaly != null && next.anomaly !== stored?.anomaly;
    if (isNews) ports.log.metric("OrderAnomalies", 1, { platform: shop.platform });
  }
}

function lyingNow({ m, shop, before, stored, next }: Held) {
  const order = next ?? stored;
  const ver = Number(before?.["ver"] ?? 0) + (next === null ? 0 : 1);
  return order === null ? [] : [{ m, s: shop.id, order, ver }];
}

/** Other shops show less as soon as may be; the mark on the pool is the net where this message is lost. */
async function tellPools({ orders }: Batch, ports: Ports): Promise<void> {
  const pools = new Map<string, Message>();
  for (const change of [...orders.values()].filter(isChanged)) {
    const { m } = change;
    for (const { pool } of movesOf([change]))
      pools.set(`${m}|${pool}`, { body: { v: 1, m, source: "pool", id: pool, hop: 0 }, group: m });
  }
  if (pools.size > 0) await ports.queues.send("fanout", [...pools.values()]);
}

const AGAIN_MS = 30 * SECOND_MS;

/** Two different readings under one time of change: which of them was the later, a third one tells. */
async function readAgain(doubtful: readonly Held[], { queues }: Ports): Promise<void> {
  for (const { m, shop, orderNo } of doubtful) {
    const body = { v: 1, m, s: shop.id, order: orderNo };
    await queues.send(`pull:${shop.platform}`, [{ body, group: shop.id, delayMs: AGAIN_MS }]);
  }
}

/** "Don't send it" at once, to whoever has the box; and where the parcel is gone, that it must be stopped on its way. */
async function tellPackers({ orders }: Batch, { waiting, gone, labels }: Shipments, ports: Ports): Promise<void> {
  const left = new Set(gone);
  const stopped = new Set(waiting.map(({ held }) => held));
  for (const held of orders.values()) {
    if (held.next === null || !(left.has(held) || isNewlyHeld(held))) continue;
    const kind = left.has(held) ? "intercept_parcel" : "stop_parcel";
    const labelled = new Set(labels.filter((one) => one.held === held).map((one) => one.stopped.consignment.id));
    const boxed = held.next.consignments.filter(
      ({ id, state }) => (state === "packed" || state === "handed_over") && !labelled.has(id),
    );
    for (const { id, supplierId } of boxed) {
      for (const to of new Set([supplierId, "merchant"]))
        await tellPerson(held.m, noticeOf(held, { to, kind, id, stopped: stopped.has(held) }), ports);
    }
  }
  for (const { held, stopped: one } of labels) await tellVoidLabel(held, one, ports);
}

async function tellVoidLabel({ m, shop, orderNo }: Held, one: StoppedLabel, ports: Ports): Promise<void> {
  const { consignment, label, why } = one;
  const packNo = packNoOf(shop.id, orderNo, consignment.id);
  const say = {
    zh: `别发了：${packNo}（${why.join(", ")}），面单已作废，不要再用`,
    en: `don't send ${packNo} (${why.join(", ")}); its label is void`,
  };
  const about = { shop: shop.id, orderNo, consignment: consignment.id, label };
  const once = `${shop.id}|${orderNo}|${label}`;
  for (const to of new Set([consignment.supplierId, "merchant"]))
    await tellPerson(m, { to, kind: "stop_parcel", say, about, once }, ports);
}

function isNewlyHeld({ stored, next }: Held): boolean {
  const before = new Set(stored?.holds.map(({ kind }) => kind));
  const held = next?.holds.some(({ kind }) => !before.has(kind)) ?? false;
  return held || (stored !== null && stored.receiverVersion !== next?.receiverVersion);
}

function noticeOf(
  { shop, orderNo, next }: Held,
  of: { to: string; kind: Notice["kind"]; id: string; stopped: boolean },
) {
  const { to, kind, id, stopped } = of;
  const packNo = packNoOf(shop.id, orderNo, id);
  const why = next?.holds.map((hold) => hold.kind).join(", ") || "receiver_changed";
  const stop = { zh: `别发了：${packNo}（${why}）`, en: `don't send ${packNo} (${why})` };
  const told = stopped ? { zh: `${stop.zh}，平台还没有收到运单号`, en: `${stop.en}; the platform was not told` } : stop;
  const intercept = { zh: `请拦截快递：${packNo}（${why}）`, en: `stop the parcel on its way: ${packNo} (${why})` };
  const about = { shop: shop.id, orderNo, consignment: id };
  return {
    to,
    kind,
    say: kind === "intercept_parcel" ? intercept : told,
    about,
    once: `${shop.id}|${orderNo}|${id}|${why}`,
  };
}
