import { hashOf } from "../../../domain/hash.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import type { TrueVoucher } from "../../../sandbox/kit/types.ts";
import { platformOf } from "../people.ts";
import type { SimShop } from "../setup.ts";
import type { MakeCheck } from "./check.ts";

/** I5: a code that our row calls redeemed is redeemed there, and one that is redeemed there was asked for by somebody here. */
export const vouchers: MakeCheck = (town, broken) => {
  const { county, world, deeds } = town;

  function judge(shop: SimShop, { orderNo, code, state }: TrueVoucher): void {
    const row = world.table.get(keys.voucher(county.m, shop.id, orderNo, hashOf(code).slice(0, 12)));
    const here = row?.["state"];
    const asked = deeds.some(({ what, shop: s }) => s === shop.id && what.endsWith(`/orders/${orderNo}/redeem`));
    if (state === "redeemed" && !asked) broken("I5", `${orderNo}: ${code} was redeemed, and nobody asked for it`);
    const restored = deeds.some(({ what }) => what === "restore");
    if (here === "redeemed" && state === "active" && !restored)
      broken("I5", `${orderNo}: ${code} is redeemed here and ${state} there`);
    if (state === "redeemed" && (here === "planned" || (here === undefined && !restored)))
      broken("I5", `${orderNo}: ${code} is redeemed there and ${String(here)} here`);
  }
  return {
    end() {
      for (const shop of county.shops) {
        const { host } = platformOf(town, shop);
        for (const one of host.sandbox.truth.vouchers(host.scene().world))
          if (one.shop === shop.platformShop) judge(shop, one);
      }
    },
  };
};
