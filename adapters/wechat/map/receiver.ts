import type * as z from "zod";
import type { Receiver } from "../../contract.ts";
import type { WireAddressInfo, WireDecoded } from "../wire/index.ts";

/** A receiver as the order or the decode call gives it. */
export function receiverOf(info: z.infer<typeof WireAddressInfo>, form: Receiver["form"]): Receiver {
  const region = [info.province_name, info.city_name, info.county_name].filter((part) => part !== null).join(" ");
  const address = [info.detail_info, info.house_number].filter((part) => part !== null).join(" ");
  return {
    form,
    name: info.user_name ?? "",
    phone: info.tel_number ?? info.virtual_order_tel_number ?? "",
    region,
    address,
    token: null,
  };
}

/** The decoded receiver; a virtual number takes the place of the real one, with its extension. */
export function toReceiver({
  address_info: info,
  virtual_number_info: virtual,
}: z.infer<typeof WireDecoded>): Receiver {
  const plain = receiverOf(info, "plain");
  const number = virtual?.virtual_number ?? null;
  return number === null ? plain : { ...plain, phone: virtual?.extension ? `${number}-${virtual.extension}` : number };
}
