import * as z from "zod";
import { SECOND_MS } from "../../../domain/time.ts";
import { id } from "../../runtime/scalars.ts";
import { text, whole } from "./scalar.ts";

const lifeMs = whole.transform((seconds) => seconds * SECOND_MS);
/** A token by the shop's own secret. `lifeMs`: how long it is good from now on. */
export const WireToken = z
  .object({ access_token: z.string().min(1), expires_in: lifeMs })
  .transform((one) => ({ value: one.access_token, refresh: null, lifeMs: one.expires_in }));
/** The token of our component, and with it that of a shop. */
export const WireComponentToken = z
  .object({ component_access_token: z.string().min(1) })
  .transform((one) => one.component_access_token);
export const WireShopToken = z
  .object({ authorizer_access_token: z.string().min(1), expires_in: lifeMs, authorizer_refresh_token: text })
  .transform((one) => ({
    value: one.authorizer_access_token,
    refresh: one.authorizer_refresh_token,
    lifeMs: one.expires_in,
  }));
export const WireShop = z
  .object({ info: z.object({ nickname: text, username: z.string().min(1) }) })
  .transform(({ info }) => ({ platformShopId: info.username, name: info.nickname ?? info.username }));
/** How a reply says no: HTTP 200, `errcode` not 0. */
export const WireNo = z.object({ errcode: id.refine((code) => code !== "0"), errmsg: text });
export const WirePicture = z
  .object({ pic_file: z.object({ img_url: z.string().min(1) }) })
  .transform((one) => one.pic_file.img_url);
