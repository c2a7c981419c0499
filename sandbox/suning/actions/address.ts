import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { page } from "../paging.ts";
import { type Params, text } from "../params.ts";
import type { Address, Shop } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (field: string): Reply => refuse(`biz.custom.invaddress.invalid-biz:${field}`, "仓库地址信息错误");

function listAddresses(ask: Ask): Reply {
  return page(
    ask,
    [...ask.shop.addresses.values()].map((address) => ({ ...address })),
  );
}

function getAddress({ params, shop }: Ask): Reply {
  const address = shop.addresses.get(text(params, "invAddrId"));
  return address === undefined ? noResult() : one({ ...address });
}

const LENGTHS = { invContact: 64, invName: 64, streetAddress: 256, remark: 500 } as const;
const SHAPES = {
  invProvince: /^\d{3}$/,
  invCity: /^\d{12}$/,
  invRegion: /^\d{8}$/,
  zipCode: /^\d{6}$/,
  telePhone: /^1\d{10}$/,
} as const;

function addAddress({ params, shop, scene }: Ask): Reply {
  const bad =
    Object.entries(LENGTHS).find(([name, max]) => [...text(params, name)].length > max)?.[0] ??
    Object.entries(SHAPES).find(([name, shape]) => !shape.test(text(params, name)))?.[0];
  if (bad !== undefined) return invalid(bad);
  const invAddrId = `1${scene.random.digits(8)}`;
  shop.addresses.set(invAddrId, newAddress(params, invAddrId));
  return one({ invAddrId });
}

function newAddress(params: Params, invAddrId: string): Address {
  return {
    invAddrId,
    invName: text(params, "invName"),
    invContact: text(params, "invContact"),
    invProvince: text(params, "invProvince"),
    invCity: text(params, "invCity"),
    invRegion: text(params, "invRegion"),
    streetAddress: text(params, "streetAddress"),
    zipCode: text(params, "zipCode"),
    telePhone: text(params, "telePhone"),
    phoneNum: text(params, "phoneNum"),
    remark: text(params, "remark"),
    invAddrProp: "3",
  };
}

/** Exactly one default of each kind: whoever becomes it takes it from the one before. */
function setAddress({ params, shop }: Ask): Reply {
  const address = shop.addresses.get(text(params, "invAddrId"));
  const prop = text(params, "invAddrProp");
  if (address === undefined) return invalid("invAddrId");
  if (!/^[0-3]$/.test(prop)) return invalid("invAddrProp");
  for (const other of shop.addresses.values()) other.invAddrProp = without(other.invAddrProp, prop);
  address.invAddrProp = prop;
  return one({ result: "Y" });
}

function without(has: string, taken: string): string {
  const left = kindsOf(has).filter((kind) => !kindsOf(taken).includes(kind));
  return left.length === 2 ? "2" : (left[0] ?? "3");
}

function kindsOf(prop: string): readonly string[] {
  return prop === "2" ? ["0", "1"] : prop === "3" ? [] : [prop];
}

/** True where the shop has a default ship-from (0) or return (1) address. */
export function hasDefault({ addresses: all }: Shop, kind: "0" | "1"): boolean {
  return [...all.values()].some((address) => kindsOf(address.invAddrProp).includes(kind));
}

export const addresses: Readonly<Record<string, Action>> = {
  "suning.custom.invaddress.query": { module: "invaddress", required: [], run: listAddresses },
  "suning.custom.invaddress.get": { module: "invaddress", required: ["invAddrId"], run: getAddress },
  "suning.custom.invaddress.add": {
    module: "invaddress",
    required: ["invContact", "invProvince", "invCity", "invRegion", "streetAddress", "zipCode", "telePhone", "invName"],
    run: addAddress,
  },
  "suning.custom.invaddress.set": { module: "invaddress", required: ["invAddrId", "invAddrProp"], run: setAddress },
};
