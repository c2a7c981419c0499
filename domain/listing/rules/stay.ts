import type { Finding } from "../../finding.ts";
import { isTravel, type TravelListing } from "../listing.ts";
import { block, pointer, review, type Rule } from "./context.ts";

type Stay = Extract<TravelListing, { rooms: unknown }>;

/** Rooms that options name, a way of selling that platforms carry, and an address. */
export const stayRules: Rule = (listing) => {
  if (!isTravel(listing)) return [];
  return [...("rooms" in listing ? roomRefs(listing) : []), ...saleMode(listing), ...place(listing)];
};

const NO_ROOMS = [
  "住宿缺房型",
  "a stay without rooms",
  "填写房型、床型和间数",
  "write rooms, beds and how many there are",
] as const;

function roomRefs({ options, rooms, ratePlans, kind }: Stay): readonly Finding[] {
  const beds = kind === "lodging" || kind === "homestay";
  const known = (list: readonly { id: string }[], id: string | undefined): boolean =>
    id === undefined || list.some((one) => one.id === id);
  return [
    ...(beds && rooms.length === 0 ? [block("stay.no_rooms", "/rooms", NO_ROOMS)] : []),
    ...options.flatMap(({ roomId, ratePlanId }, index) => [
      ...(known(rooms, roomId) ? [] : [unknownRoom(pointer("options", index, "roomId"), `房型 ${roomId}`)]),
      ...(known(ratePlans, ratePlanId)
        ? []
        : [unknownRoom(pointer("options", index, "ratePlanId"), `价格计划 ${ratePlanId}`)]),
    ]),
  ];
}

function unknownRoom(at: string, what: string): Finding {
  const remedy = ["选一个存在的房型或价格计划", "choose one of this listing"] as const;
  return block("stay.unknown_room", at, [`${what} 不存在`, "the room or rate plan is not there", ...remedy]);
}

function saleMode({ kind, saleMode: mode }: TravelListing): readonly Finding[] {
  const stay = ["lodging", "homestay", "agritainment", "self_guided"].includes(kind);
  if (mode === "calendar" && stay)
    return [
      block("stay.calendar", "/saleMode", [
        "接入的平台没有房态日历",
        "none of the connected platforms has a room calendar",
        "改为先囤后约 (voucher_then_book), 按平日和通用两个价格带销售",
        "sell voucher_then_book in two bands",
      ]),
    ];
  if (mode === "request")
    return [
      review("stay.request", "/saleMode", [
        "平台上付款即成交, 二次确认只能靠预约台",
        "on a platform payment is the deal; a second confirmation happens at the desk",
        "改为先囤后约",
        "sell voucher_then_book",
      ]),
    ];
  return [];
}

function place(listing: TravelListing): readonly Finding[] {
  if (listing.place !== undefined || listing.kind === "package_tour") return [];
  return [
    block("stay.place", "/place", [
      "缺使用地址",
      "where it is used is missing",
      "填写名称、地址和区划代码",
      "write name, address and division code",
    ]),
  ];
}
