import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { takePage } from "../paging.ts";
import { no, OK, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";

/** The number for goods without a brand. */
export const NO_BRAND = "2100000000";
const listShape = z.object({ page_size: whole, next_key: z.string().optional() });

interface Brand {
  brandId: string;
  name: string;
}

const page = (call: Call, input: z.infer<typeof listShape>, asked: { name: string; brands: readonly Brand[] }) => {
  const found = takePage(call, {
    query: `${call.shop.appId}|${asked.name}|${input.page_size}`,
    ids: () => asked.brands.map(({ brandId }) => brandId),
    size: input.page_size,
    nextKey: input.next_key ?? "",
  });
  const rows = found?.ids
    .map((id) => asked.brands.find(({ brandId }) => brandId === id))
    .filter((brand) => brand !== undefined);
  return found && rows ? { rows, nextKey: found.more ? found.nextKey : "" } : null;
};

const everyBrand = (call: Call): readonly Brand[] => {
  const known = [...call.world.shops.values()].flatMap(({ brands }) => brands);
  return [...new Map(known.map((brand) => [brand.brandId, brand])).values()];
};

const all = (input: z.infer<typeof listShape>, call: Call): Reply => {
  const found = page(call, input, { name: "brand/all", brands: everyBrand(call) });
  if (!found) return no(40097, "next_key");
  return {
    ...OK,
    brands: found.rows.map(({ brandId, name }) => ({ brand_id: brandId, ch_name: name, en_name: "" })),
    next_key: found.nextKey,
    continue_flag: found.nextKey !== "",
  };
};

const valid = (input: z.infer<typeof listShape>, call: Call): Reply => {
  const found = page(call, input, { name: "brand/valid", brands: call.shop.brands });
  if (!found) return no(40097, "next_key");
  return {
    ...OK,
    brands: found.rows.map(({ brandId, name }) => ({
      brand_id: brandId,
      ch_name: name,
      en_name: "",
      grant_type: 1,
      status: 4,
      create_time: 1_700_000_000,
      update_time: 1_700_000_000,
    })),
    total_num: call.shop.brands.length,
    next_key: found.nextKey,
  };
};

export const BRAND_CALLS: Readonly<Record<string, Api>> = {
  "brand/all": post(listShape, all, { set: 129, aliases: true }),
  "brand/valid/list/get": post(listShape, valid, { set: 129, aliases: true }),
};
