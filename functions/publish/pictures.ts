import type { Hash } from "../../domain/units.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import { pictureName } from "../shared/picture-name.ts";
import type { Ports } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import type { Taken } from "./publish.ts";
import type { Situation } from "./situation.ts";

/** Brings one picture to the shop and remembers its address by content: never sent twice. */
export async function uploadStep(picture: Hash, now: Situation, ports: Ports): Promise<Taken> {
  const bytes = await ports.blob.get(pictureName(now.m, picture));
  if (bytes === null) return { ending: missing(picture), seen: now.seen };
  const type = now.listing.pictures.find(({ hash }) => hash === picture)?.type ?? "image/jpeg";
  const sent = await now.shop.door.ask((x) => now.shop.adapter.uploadPicture(bytes, type, x));
  const tries = now.publication.tries;
  const ending = endingOf(sent, { now: ports.clock.now(), tries, settle: "idempotent", readLagMs: 0 });
  if (ending !== null || sent.kind !== "done") return { ending: ending ?? { state: "done" }, seen: now.seen };
  await ports.table.write({ put: { ...keys.picture(now.m, now.shop.row.id, picture), address: sent.value } });
  const pictures = new Map(now.pictures).set(picture, sent.value);
  return { ending: null, seen: { ...now.seen, uploaded: [...now.seen.uploaded, picture] }, pictures };
}

function missing(picture: string): Ending {
  const finding = {
    rule: "picture.missing",
    severity: "block",
    pointer: "/pictures",
    say: { zh: "商品引用的图片没有上传", en: `the picture ${picture.slice(0, 12)} was never uploaded here` },
    remedy: { zh: "重新上传这张图片", en: "upload the picture again" },
    platformCode: null,
  } as const;
  return { state: "blocked", who: "merchant", findings: [finding] };
}
