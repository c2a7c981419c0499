import * as z from "zod";
import { epochMs, HOUR_MS, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { notFound } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import type { Caller } from "../shared/tenant.ts";
import type { Call, Services } from "./call.ts";

/** A link for whoever packs at one place, for some hours. The token is shown once. */
export interface PackerLink {
  id: string;
  token: string;
  until: Instant;
}

const PURPOSE = "packer link";
const Inside = z.object({ id: z.string(), location: z.string(), until: z.string() });

/** Makes a link to the pack list, labels and hand-overs of one location, and to nothing else. */
export async function makePackerLink(
  { location, hours }: { location: string; hours: number },
  { ports, sealer, m, caller }: Call,
): Promise<PackerLink> {
  if ((await ports.table.get(keys.location(m, location))) === null)
    throw notFound({ zh: "这个发货点", en: "location" });
  const id = ports.ids.id();
  const until = plus(ports.clock.now(), hours * HOUR_MS);
  const ttl = Math.ceil(epochMs(until) / 1_000);
  await ports.table.write({ put: { ...keys.packerLink(m, id), location, until, by: caller.subject, ttl } });
  const sealed = Buffer.from(await sealer.seal(m, PURPOSE, { id, location, until }), "base64").toString("base64url");
  ports.log.info("somebody made a link for packing", { location, until, who: caller.subject });
  return { id, token: `packer.${m}.${sealed}`, until };
}

/** Takes a link back before its time. */
export async function revokePackerLink(id: string, { ports, m }: Call): Promise<{ revoked: true }> {
  const done = await ports.table.write({
    update: keys.packerLink(m, id),
    set: { revoked: true },
    if: { all: [["PK", "exists"]] },
  });
  if (!done.ok) throw notFound({ zh: "这个链接", en: "link" });
  return { revoked: true };
}

const TOKEN = /^packer\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{40,1000})$/;

/** Who holds a packer's token; null: it is none, is not good, not ours, over, or taken back. A merchant that is not here gets no data key by being named. */
export async function packerOf(bearer: string, { ports, sealer }: Services): Promise<Caller | null> {
  const [, m, sealed] = TOKEN.exec(bearer) ?? [];
  if (m === undefined || sealed === undefined) return null;
  if ((await ports.table.get(keys.dataKey(m, 1))) === null) return null;
  const inside = Inside.safeParse(await sealer.open(m, PURPOSE, sealed).catch(() => null)).data;
  if (inside === undefined || inside.until <= ports.clock.now()) return null;
  const row = await ports.table.get(keys.packerLink(m, inside.id));
  if (row === null || row["revoked"] === true) return null;
  return { subject: `packer ${inside.id}`, merchant: m, roles: ["packer"], supplier: null, location: inside.location };
}
