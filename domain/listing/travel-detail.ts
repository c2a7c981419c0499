import { yuanFromFen } from "../money.ts";
import { day } from "../time.ts";
import { useSpan } from "./attributes.ts";
import type { Band } from "./band.ts";
import type { Section } from "./detail.ts";
import { HOLIDAYS, holidaysWithin } from "./holidays.ts";
import type { TravelListing } from "./listing.ts";
import { bandName, UNIT_NAMES } from "./voucher.ts";

const ITEMS = {
  lodging: "住宿",
  sight: "景点",
  meal: "餐饮",
  transport: "交通",
  free: "自由活动",
  activity: "活动",
  shopping: "购物",
} as const;

/** The sections of a stay, tour or ticket. Cancellation is ours; what one shop can enforce is its effective policy, printed there. */
export function travelSections(listing: TravelListing): readonly Section[] {
  return [
    placeSection(listing),
    ...("rooms" in listing ? [roomSection(listing)] : []),
    ...("itinerary" in listing ? tourSections(listing) : []),
    { title: "费用包含", lines: listing.feeIncluded },
    { title: "费用不含", lines: listing.feeExcluded },
    {
      title: "自费项目",
      lines: listing.optionalExtras.map(({ name, priceFen }) => `${name} ${yuanFromFen(priceFen)} 元`),
    },
    { title: "适用人群", lines: listing.units.map(unitLine) },
    ...("bands" in listing ? [{ title: "使用时间", lines: listing.bands.flatMap(bandLines) }] : []),
    { title: "节假日", lines: holidayLines(listing) },
    { title: "预订须知", lines: bookingLines(listing) },
    { title: "安全提示", lines: listing.notices.safety },
    { title: "不宜参加", lines: listing.notices.unsuitableFor },
    { title: "当地风俗", lines: listing.notices.customs },
    { title: "到达须知", lines: listing.notices.arrival },
    { title: "退改规则", lines: cancellationLines(listing) },
    { title: "资质", lines: listing.licences.map(({ no, holder }) => [holder, no].filter(Boolean).join(" ")) },
  ];
}

function placeSection({ place }: TravelListing): Section {
  return {
    title: "地点",
    rows: [
      ["名称", place?.name],
      ["地址", place?.address],
      ["电话", place?.phone],
      ["交通", place?.howToGet],
    ],
  };
}

function roomSection({ rooms }: Extract<TravelListing, { rooms: unknown }>): Section {
  return {
    title: "房型",
    lines: rooms.map(({ name, beds, areaM2, maxAdults, maxChildren, amenities }) => {
      const bedText = beds.map(({ count, widthCm }) => `${widthCm / 100} 米床 ${count} 张`).join(", ");
      const area = areaM2 === undefined ? [] : [`${areaM2} 平方米`];
      return [name, bedText, ...area, `可住 ${maxAdults} 成人 ${maxChildren} 儿童`, ...amenities].join(", ");
    }),
  };
}

function tourSections(listing: Extract<TravelListing, { itinerary: unknown }>): readonly Section[] {
  const { departure, groupFormation, minGroupSize, shoppingStops } = listing;
  const formed = minGroupSize !== undefined && groupFormation !== undefined;
  return [
    ...listing.itinerary.map(({ day: number, title, items }) => ({
      title: `第 ${number} 天 ${title}`,
      lines: items.map(({ type, start, desc, included }) =>
        [start, ITEMS[type], desc, included ? "" : "(自费)"].filter(Boolean).join(" "),
      ),
    })),
    { title: "集合", lines: departure?.gatherPoints.map(({ name, time }) => `${time} ${name}`) ?? [] },
    {
      title: "成团",
      lines: formed ? [`${minGroupSize} 人成团; 未成团时提前 ${groupFormation.decideBeforeDays} 天通知, 全额退款`] : [],
    },
    {
      title: "购物安排",
      lines:
        shoppingStops.length === 0
          ? ["全程无购物安排"]
          : shoppingStops.map((stop) => `第 ${stop.day} 天 ${stop.name} ${stop.minutes} 分钟, ${stop.goods}`),
    },
    {
      title: "单房差",
      lines: listing.singleSupplementFen === undefined ? [] : [`${yuanFromFen(listing.singleSupplementFen)} 元`],
    },
  ];
}

function unitLine({
  code,
  minAge,
  maxAge,
  minHeightCm,
  maxHeightCm,
  requiresAdult,
}: TravelListing["units"][number]): string {
  const age = minAge === undefined && maxAge === undefined ? "" : `${minAge ?? 0}–${maxAge ?? "不限"} 岁`;
  const height =
    minHeightCm === undefined && maxHeightCm === undefined
      ? ""
      : `身高 ${minHeightCm ?? 0}–${maxHeightCm ?? "不限"} 厘米`;
  return [UNIT_NAMES[code], age, height, requiresAdult ? "须成人陪同" : ""].filter((part) => part !== "").join(" ");
}

const HOLIDAY_RULES = { included: "节假日可用", excluded: "节假日不可用", supplement: "节假日到店加价" } as const;

function bandLines(band: Band): readonly string[] {
  const extra = band.supplements.map(
    ({ from, to, amountFen }) => `${from} 至 ${to} 加 ${yuanFromFen(amountFen)} 元 (到店付)`,
  );
  return [`${bandName(band)}: ${band.useFrom} 至 ${band.useUntil}, ${HOLIDAY_RULES[band.holiday]}`, ...extra];
}

/** The list as it was known, with its version; days after its end are not promised. */
function holidayLines(listing: TravelListing): readonly string[] {
  const { from, until } = useSpan(listing);
  if (from === null || until === null || listing.saleMode === "calendar") return [];
  const days = holidaysWithin(HOLIDAYS, day(from), day(until)).map(({ day: of, name }) => `${of} ${name}`);
  const unknown =
    until > HOLIDAYS.until ? [`${HOLIDAYS.until} 以后的法定节假日以国务院公布为准, 公布前按不可用处理`] : [];
  return [...(days.length === 0 ? [] : [days.join(", ")]), ...unknown, `节假日数据: ${HOLIDAYS.version}`];
}

function bookingLines(listing: TravelListing): readonly string[] {
  const { minDays, cutoffTime } = listing.advanceBooking;
  const phone = listing.redemption.leadTimeBookingPhone;
  return [
    ...listing.notices.booking,
    ...(minDays > 0 ? [`请提前 ${minDays} 天 ${cutoffTime} 前预订`] : []),
    ...(phone === undefined ? [] : [`预约电话 ${phone}`]),
    ...(listing.confirm.mode === "manual" ? [`商家 ${listing.confirm.hours ?? 24} 小时内确认`] : []),
  ];
}

function cancellationLines({ cancellation, noShowBps, changeAllowed, changeFeeFen }: TravelListing): readonly string[] {
  const steps = [...cancellation].sort((a, b) => b.beforeHours - a.beforeHours);
  return [
    ...steps.map(({ beforeHours, refundBps }) => `使用前 ${beforeHours} 小时以上取消, 退 ${refundBps / 100}%`),
    ...(noShowBps === undefined ? [] : [`未到店退 ${noShowBps / 100}%`]),
    ...(changeAllowed ? [`可改期${changeFeeFen ? `, 手续费 ${yuanFromFen(changeFeeFen)} 元` : ""}`] : []),
  ];
}
