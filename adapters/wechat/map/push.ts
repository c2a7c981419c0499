import type { Hint } from "../../contract.ts";
import { WireEvent } from "../wire/index.ts";

/** What a pushed message asks to be read again. Messages of other families (brand, category, coupon, closing) touch the shop as a whole. */
export function hintsOf(message: unknown): readonly Hint[] {
  const event = WireEvent.safeParse(message).data;
  if (event === undefined) return [];
  const listing =
    event.ProductSpuAudit ?? event.ProductSpuListing ?? event.ProductSpuUpdate ?? event.channels_ec_stock_no_enough;
  const aftersale =
    event.finder_shop_aftersale_status_update ??
    event.finder_shop_complaint ??
    event.finder_shop_guarantee_status_update;
  const hints: Hint[] = [
    ...hint("listing", listing?.["product_id"]),
    ...hint("order", event.order_info?.["order_id"]),
    ...hint("order", aftersale?.["order_id"]),
    ...hint("after_sale", aftersale?.["after_sale_order_id"]),
    ...(event.voucher_list ?? []).flatMap((voucher) => hint("voucher", voucher["order_id"])),
  ];
  return hints.length > 0 ? hints : [{ about: "shop" }];
}

function hint(about: Exclude<Hint["about"], "shop">, id: unknown): Hint[] {
  return typeof id === "string" || typeof id === "number" ? [{ about, id: String(id) }] : [];
}
