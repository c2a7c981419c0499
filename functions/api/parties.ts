import { Location } from "../../domain/listing/location.ts";
import { Supplier } from "../../domain/listing/supplier.ts";
import { pack, unpack } from "../shared/pack.ts";
import type { Key } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { allItems } from "./pages.ts";

/** Every supplier that was stored; `self` only where it was. */
export async function suppliersOf(call: Call): Promise<Supplier[]> {
  const items = await allItems({ pk: keys.merchant(call.m).PK, begins: "SUP#" }, call);
  return items.map((item) => Supplier.parse(unpack(item["body"])));
}

/** Every location that was stored. */
export async function locationsOf(call: Call): Promise<Location[]> {
  const items = await allItems({ pk: keys.merchant(call.m).PK, begins: "LOC#" }, call);
  return items.map((item) => Location.parse(unpack(item["body"])));
}

/** Stores a supplier or a location; the last one wins. */
export async function storeParty(key: Key, value: Supplier | Location, { ports }: Call): Promise<void> {
  const set = { id: value.id, name: value.name, body: pack(value) };
  await ports.table.write({ update: key, set, add: { ver: 1 } });
}
