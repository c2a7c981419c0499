import type { Adapter, Limits, PictureLimits } from "../../../adapters/contract.ts";
import type { Finding } from "../../../domain/finding.ts";
import type { Picture } from "../../../domain/listing/head.ts";
import type { Listing } from "../../../domain/listing/listing.ts";
import { daysBetween } from "../../../domain/time.ts";
import type { Day, Text } from "../../../domain/units.ts";

/** Rules that need more than the body: the pictures' own measures, and the day on which a pre-sale may leave. Pure. */
export function platformRules(
  listing: Listing,
  { limits, name, abilities }: Pick<Adapter, "limits" | "name" | "abilities">,
  today: Day,
): readonly Finding[] {
  return [
    ...listing.pictures.flatMap((picture, index) => pictureFindings(picture, `/pictures/${index}`, limits)),
    ...areas(listing, { name, limits: abilities.areaLimits }),
    ...presale(listing, { most: limits.presaleDays, name, today }),
  ];
}

function pictureFindings(picture: Picture, pointer: string, limits: Limits): readonly Finding[] {
  const { widthPx, heightPx, sizeBytes, type, role } = picture;
  if (role !== "main" && role !== "detail") return [];
  const rules = role === "main" ? limits.pictures : limits.detailPictures;
  const side = widthPx === undefined || heightPx === undefined ? null : Math.min(widthPx, heightPx);
  return [
    ...when(!rules.types.includes(type), wrongType(rules, type, pointer)),
    ...when((sizeBytes ?? 0) > rules.maxBytes, tooHeavy(rules, sizeBytes ?? 0, pointer)),
    ...when(side !== null && side < rules.minSidePx, tooSmall(rules, side ?? 0, pointer)),
    ...when(role === "main" && widthPx !== undefined && widthPx !== heightPx, notSquare(pointer)),
  ];
}

const when = (broken: boolean, finding: Finding): Finding[] => (broken ? [finding] : []);

function wrongType({ types, codes }: PictureLimits, type: string, pointer: string): Finding {
  const names = types.map((name) => name.replace("image/", "").toUpperCase()).join("、");
  return {
    rule: "picture.type",
    severity: "block",
    pointer,
    say: { zh: `平台不接受 ${type} 图片`, en: `the platform takes no ${type}` },
    remedy: { zh: `换成 ${names}`, en: `use ${names}` },
    platformCode: codes?.type ?? null,
  };
}

function tooHeavy({ maxBytes, codes }: PictureLimits, bytes: number, pointer: string): Finding {
  const [is, most] = [Math.ceil(bytes / 1_024), Math.floor(maxBytes / 1_024)];
  return {
    rule: "picture.bytes",
    severity: "block",
    pointer,
    say: { zh: `图片 ${is} KB，平台最多 ${most} KB`, en: `the picture has ${is} KB, ${most} are allowed` },
    remedy: { zh: "压缩后再上传", en: "compress it" },
    platformCode: codes?.bytes ?? null,
  };
}

function tooSmall({ minSidePx }: PictureLimits, side: number, pointer: string): Finding {
  return {
    rule: "picture.side",
    severity: "block",
    pointer,
    say: {
      zh: `图片短边 ${side} 像素，平台至少 ${minSidePx}`,
      en: `its short side has ${side} px, ${minSidePx} are needed`,
    },
    remedy: { zh: "换一张更清晰的原图", en: "use a larger original" },
    platformCode: null,
  };
}

function notSquare(pointer: string): Finding {
  return {
    rule: "picture.square",
    severity: "hint",
    pointer,
    say: { zh: "主图不是正方形，列表里会被裁切", en: "a main picture that is not square is cropped in lists" },
    remedy: { zh: "裁成 1:1", en: "crop it to 1:1" },
    platformCode: null,
  };
}

/** Areas that are not served are no part of what we publish: where they are to be set is said, before an order comes from there. */
function areas(
  listing: Listing,
  { name, limits }: { name: Text; limits: Adapter["abilities"]["areaLimits"] },
): readonly Finding[] {
  if (listing.kind !== "goods" || listing.ship.notSend.length === 0) return [];
  const remedy = "absent" in limits ? limits.absent : limits.by;
  const say = {
    zh: `${name.zh}：不发货地区不随商品上架，要在平台上设置`,
    en: `${name.en}: areas that are not served are not published with the listing`,
  };
  return [{ rule: "areas.platform", severity: "hint", pointer: "/ship/notSend", say, remedy, platformCode: null }];
}

interface Presale {
  most: number;
  name: Text;
  today: Day;
}

/** A ship date that the platform can't promise is refused here, with the legal ways out: as spot goods it would start a 48-hour clock. */
function presale(listing: Listing, { most, name, today }: Presale): readonly Finding[] {
  if (listing.kind !== "goods" || listing.ship.presale === undefined) return [];
  const { shipAfterDate: on, shipWithinDays } = listing.ship.presale;
  const days = on === undefined ? (shipWithinDays ?? 0) : daysBetween(today, on);
  if (days <= most) return [];
  const able = most === 0 ? "不能用接口建预售" : `预售最多 ${most} 天`;
  return [
    {
      rule: "presale.platform",
      severity: "block",
      pointer: on === undefined ? "/ship/presale/shipWithinDays" : "/ship/presale/shipAfterDate",
      say: {
        zh: `${name.zh}${able}，这件商品要 ${days} 天后发货`,
        en: `${name.en} takes a pre-sale of up to ${most} days, this ships in ${days}`,
      },
      remedy: {
        zh: "到可以按时发货的第一天再上架，或在平台后台手工建预售后绑定",
        en: "publish it on the first day on which it can ship in time, or make it in the back office and bind it",
      },
      platformCode: null,
    },
  ];
}
