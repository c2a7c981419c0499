import * as z from "zod";
import { id, text, whole } from "./scalar.ts";

export const WireToken = z.object({ access_token: z.string().min(1), expires_in: whole });
export const WireComponentToken = z.object({ component_access_token: z.string().min(1) });
export const WireAuthorizerToken = z.object({
  authorizer_access_token: z.string().min(1),
  expires_in: whole,
  authorizer_refresh_token: text,
});
export const WireShop = z.object({ info: z.object({ nickname: text, username: z.string().min(1) }) });
/** How a reply says no: HTTP 200, `errcode` not 0. */
export const WireNo = z.object({ errcode: id.refine((code) => code !== "0"), errmsg: text });
/** A pushed message after decryption. Ids come as text or as numbers, in one and the same payload. */
const body = z.looseObject({}).nullish();
export const WireEvent = z.object({
  Event: z.string(),
  ProductSpuAudit: body,
  ProductSpuListing: body,
  ProductSpuUpdate: body,
  channels_ec_stock_no_enough: body,
  order_info: body,
  finder_shop_aftersale_status_update: body,
  finder_shop_complaint: body,
  finder_shop_guarantee_status_update: body,
  voucher_list: z.array(z.looseObject({})).nullish(),
});
