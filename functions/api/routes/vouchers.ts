import * as z from "zod";
import { CalendarDay } from "../../../domain/listing/primitives.ts";
import { keys } from "../../shared/store/keys.ts";
import { shopOf } from "../call.ts";
import { bookNights } from "../bookings.ts";
import { planIssue, planRedemption, undoRedemption } from "../redeem.ts";
import { route } from "../route.ts";
import { Accepted, AnyId, OfShop } from "../schemas.ts";
import { tellLane } from "../tell.ts";
import { OfOrder } from "./orders.ts";
import { READERS, WRITERS } from "./roles.ts";

const Code = z.string().trim().min(1).max(64);
/** Made on the phone before its first try, kept while there is no signal: 8-64 of A-Z a-z 0-9 . _ - */
const PhoneKey = z.string().regex(/^[A-Za-z0-9._-]{8,64}$/, {
  error: "key 由手机在首次提交前生成，8–64 位 (the phone makes the key before its first try, 8-64 signs)",
});
const LineNo = z.string().min(1).max(64);
const Store = z.object({ id: z.string().max(64), name: z.string().max(100) });
const Planned = z.object({ id: z.string(), state: z.string() });

const redeem = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/redeem",
  summary: "Redeems one voucher code, at most once; some platforms want the code's password or the store",
  roles: WRITERS,
  status: 202,
  params: OfOrder,
  body: z.strictObject({
    lineNo: LineNo,
    code: Code,
    secret: Code.optional(),
    store: Store.optional(),
    day: CalendarDay.optional(),
    key: PhoneKey,
  }),
  reply: Planned,
  run: ({ params: { id: s, no }, body }, call) => planRedemption({ s, orderNo: no, ...body }, call),
});

const book = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/bookings",
  summary: "Books a night for vouchers of a line, or with units below zero gives it back",
  roles: WRITERS,
  params: OfOrder,
  body: z.strictObject({
    lineNo: LineNo,
    day: CalendarDay,
    units: z
      .int()
      .min(-100)
      .max(100)
      .refine((units) => units !== 0),
  }),
  reply: z.object({ booked: z.array(z.object({ day: z.string(), units: z.int(), used: z.int() })) }),
  run: async ({ params: { id: s, no }, body }, call) => {
    const { booked } = await bookNights({ s, orderNo: no, ...body }, call);
    return { booked: [...booked] };
  },
});

const undo = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/redemptions/{n}/undo",
  summary: "Takes a redemption back, where and as long as the platform lets anybody",
  roles: WRITERS,
  status: 202,
  params: OfOrder.extend({ n: AnyId }),
  body: z.strictObject({ key: PhoneKey }),
  reply: z.object({ state: z.string() }),
  run: ({ params: { id: s, no, n }, body }, call) => undoRedemption({ s, orderNo: no, n, ...body }, call),
});

const issue = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/vouchers",
  summary: "Gives the platform the merchant's own codes of one line",
  roles: WRITERS,
  status: 202,
  params: OfOrder,
  body: z.strictObject({
    lineNo: LineNo,
    codes: z
      .array(z.strictObject({ code: Code, secret: Code.optional() }))
      .min(1)
      .max(50),
    key: PhoneKey,
  }),
  reply: Planned,
  run: ({ params: { id: s, no }, body }, call) => planIssue({ s, orderNo: no, ...body }, call),
});

const StoresRow = z.object({ stores: z.array(Store), readAt: z.string() });

const stores = route({
  method: "GET",
  path: "/shops/{id}/stores",
  summary: "Stores at which codes may be redeemed, as last read there; empty where the platform lists none",
  roles: READERS,
  params: OfShop,
  reply: z.object({ stores: z.array(Store), readAt: z.string().nullable() }),
  run: async ({ params: { id } }, call) => {
    await shopOf(id, call);
    const row = await call.ports.table.get(keys.stores(call.m, id));
    return StoresRow.safeParse(row).data ?? { stores: [], readAt: null };
  },
});

const readStores = route({
  method: "POST",
  path: "/shops/{id}/stores/read",
  summary: "Reads the stores of a shop anew",
  roles: WRITERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params: { id } }, call) => {
    const shop = await shopOf(id, call);
    await tellLane({ kind: "pull", shop }, { stores: true }, call);
    return { accepted: true } as const;
  },
});

export const voucherRoutes = [redeem, book, undo, issue, stores, readStores];
