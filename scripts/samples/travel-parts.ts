import type { StayField, TravelField } from "../../domain/import/columns.ts";
import { pictureNames } from "./pictures.ts";
import { listingRows, type FieldRow } from "./rows.ts";

/** Field values of a row of sheet 住宿. */
export type Stay = FieldRow<StayField>;
/** Field values of a row of sheet 旅游. */
export type Tour = FieldRow<TravelField>;

/** Until when the sample vouchers may be used. */
export const USE = { useFrom: "2026-12-01", useUntil: "2027-12-31" };
/** Refund steps: hours before use, per cent. */
export const CANCEL = { cancellation: "72:100;24:50;0:20" };
/** Jianghua. */
export const jh = { origin: "431129", supplier: "sup-jh", phone: "0746-0000003", bookingPhone: "0746-0000003" };
/** Chengxian. */
export const cx = { origin: "621221", supplier: "sup-cx", phone: "0939-0000004", bookingPhone: "0939-0000004" };
/** Licences of a hotel. */
export const HOTEL = "营业执照:DEMO-YY-1;特种行业许可证:DEMO-TZ-1;卫生许可证:DEMO-WS-1;消防检查:DEMO-XF-1";
/** Licences of a homestay. */
export const HOMESTAY = "民宿备案:DEMO-MS-1;卫生许可证:DEMO-WS-2;消防检查:DEMO-XF-2";
/** Licences of a farm stay or kitchen. */
export const FARM = "营业执照:DEMO-YY-2;食品经营许可证:DEMO-SP-1";
/** The licence of a travel agency. */
export const AGENCY = "旅行社许可证:L-DEMO-0001";
/** Texts that every stay has. */
export const stayText = {
  minDays: "2",
  cutoff: "18:00",
  included: "住宿一晚;早餐",
  excluded: "个人消费",
  booking: "须提前电话预约, 凭券码入住",
  holiday: "不可用",
};
/** Texts that every visit has. */
export const visitText = {
  minDays: "1",
  cutoff: "18:00",
  excluded: "个人消费",
  booking: "须提前电话预约, 凭券码使用",
  safety: "请遵守现场安全提示",
};

/** Title and what is on sale: every platform wants a title of at least five characters. */
const longTitle = ({ title = "" }: { title?: string }, options: readonly { optionName?: string }[]): string =>
  [title, ...options.map(({ optionName = "" }) => optionName)].join(" ");

/** A stay as rows, its pictures named by its code. */
export function stay(head: Stay & { code: string }, rooms: readonly Stay[]): readonly Stay[] {
  const { main, detail } = pictureNames(head.code);
  return listingRows<StayField>(
    { titleLong: longTitle(head, rooms), ...head, mainPictures: main.join(";"), detailPictures: detail.join(";") },
    rooms,
    {
      code: head.code,
    },
  );
}

/** A tour or ticket as rows, its pictures named by its code. */
export function tour(head: Tour & { code: string }, options: readonly Tour[]): readonly Tour[] {
  const { main, detail } = pictureNames(head.code);
  return listingRows<TravelField>(
    { titleLong: longTitle(head, options), ...head, mainPictures: main.join(";"), detailPictures: detail.join(";") },
    options,
    { code: head.code },
  );
}
