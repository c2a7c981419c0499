import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { plan } from "../life/agenda.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { takePage } from "../paging.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { Application } from "../world.ts";

/** Of the audit/get call; pushes have numbers of their own. */
export const APPLIED = { pending: 0, passed: 1, refused: 9, cancelled: 12 } as const;

const categoryShape = z.object({
  category_info: z.looseObject({
    cats_v2: z.array(z.object({ cat_id: textOrNumber })).optional(),
    level1: z.union([textOrNumber, z.looseObject({})]).optional(),
    level2: textOrNumber.optional(),
    level3: textOrNumber.optional(),
    certificate: z.array(z.string()).optional(),
  }),
});

const hand = (call: Call, of: { kind: Application["kind"]; subject: string; fields: Reply }): Application => {
  const { world, nowMs, random, shop } = call;
  const made: Application = {
    id: random.digits(10),
    shop: shop.appId,
    status: APPLIED.pending,
    createdMs: nowMs,
    dueMs: nowMs + PLACEHOLDERS.applicationMs.value,
    ...of,
  };
  world.applications.set(made.id, made);
  plan(world, { atMs: made.dueMs, what: "application", id: made.id });
  return made;
};

const addCategory = ({ category_info }: z.infer<typeof categoryShape>, call: Call): Reply => {
  const subject = category_info.cats_v2?.at(-1)?.cat_id ?? category_info.level3 ?? "";
  const leaf = call.world.leaves.get(subject);
  if (!leaf) return no(10020063);
  if (call.shop.leaves.has(subject)) return no(9401020, "category is open already");
  return { ...OK, audit_id: hand(call, { kind: "category", subject, fields: category_info }).id };
};

const find = (call: Call, id: string, kind: Application["kind"]): Application | null => {
  const found = call.world.applications.get(id);
  return found?.shop === call.shop.appId && found.kind === kind ? found : null;
};

const read = (id: string, call: Call): Reply => {
  const found = find(call, id, "category");
  if (!found) return no(9401020, "audit_id");
  const reason = found.status === APPLIED.refused ? "资质不全" : "";
  return { ...OK, data: { status: found.status, reject_reason: reason } };
};

const cancel = (call: Call, id: string, kind: Application["kind"]): Reply => {
  const found = find(call, id, kind);
  if (found?.status !== APPLIED.pending) return no(9401020, "audit_id");
  found.status = APPLIED.cancelled;
  return OK;
};

const flows = (call: Call, input: { page_size?: number | undefined; next_key?: string | undefined }): Reply => {
  const mine = [...call.world.applications.values()].filter(
    ({ shop, kind }) => shop === call.shop.appId && kind === "category",
  );
  const page = takePage(call, {
    query: `${call.shop.appId}|bizcat`,
    ids: () => mine.map(({ id }) => id),
    size: input.page_size ?? 20,
    nextKey: input.next_key ?? "",
  });
  if (!page) return no(40097, "next_key");
  const rows = mine.filter(({ id }) => page.ids.includes(id));
  return { ...OK, list: rows.map(flowView), next_key: page.more ? page.nextKey : "", has_more: page.more };
};

const flowView = ({ id, status, subject, createdMs }: Application): Reply => ({
  audit_id: id,
  status,
  cat_id: subject,
  create_time: seconds(createdMs),
});

const brandShape = z.object({ brand: z.looseObject({ brand_id: textOrNumber }) });

const applyBrand = ({ brand }: z.infer<typeof brandShape>, call: Call): Reply => {
  if (!/^\d+$/.test(brand.brand_id)) return no(40097, "brand_id");
  return { ...OK, audit_id: hand(call, { kind: "brand", subject: brand.brand_id, fields: brand }).id };
};

const brandView = (found: Application): Reply => ({
  ...found.fields,
  brand_id: found.subject,
  status: BRAND_STATES[found.status] ?? 1,
  audit_result: { audit_id: found.id, reject_reason: "" },
  create_time: seconds(found.createdMs),
});

/** status of a brand's application: 1 in audit, 2 withdrawn, 3 refused, 4 good. */
const BRAND_STATES: Readonly<Record<number, number>> = { 0: 1, 1: 4, 9: 3, 12: 2 };

const newest = (call: Call, brandId: string): Application | undefined =>
  [...call.world.applications.values()]
    .filter(({ shop, kind, subject }) => shop === call.shop.appId && kind === "brand" && subject === brandId)
    .at(-1);

const listBrands = (
  call: Call,
  input: { page_size: number; next_key?: string | undefined; status?: number | undefined },
) => {
  const mine = [...call.world.applications.values()].filter(
    (one) =>
      one.shop === call.shop.appId &&
      one.kind === "brand" &&
      (input.status === undefined || BRAND_STATES[one.status] === input.status),
  );
  const page = takePage(call, {
    query: `${call.shop.appId}|brandlist|${input.status}|${input.page_size}`,
    ids: () => mine.map(({ id }) => id),
    size: input.page_size,
    nextKey: input.next_key ?? "",
  });
  if (!page) return no(40097, "next_key");
  const rows = mine.filter(({ id }) => page.ids.includes(id));
  return { ...OK, brands: rows.map(brandView), total_num: mine.length, next_key: page.more ? page.nextKey : "" };
};

const auditId = z.object({ audit_id: textOrNumber });
const pageShape = z.object({ page_size: whole, next_key: z.string().optional(), status: whole.optional() });

export const APPLICATION_CALLS: Readonly<Record<string, Api>> = {
  "category/add": post(categoryShape, addCategory, { set: 129 }),
  "category/audit/get": post(auditId, ({ audit_id }, call) => read(audit_id, call), { set: 129 }),
  "category/audit/cancel": post(auditId, ({ audit_id }, call) => cancel(call, audit_id, "category"), {
    set: 129,
    aliases: true,
  }),
  "category/getbizcatflowlist": post(
    z.object({ page_size: whole.optional(), next_key: z.string().optional() }),
    (input, call) => flows(call, input),
    { set: 129, aliases: true },
  ),
  "category/getbizcatflowdetail": post(
    auditId,
    ({ audit_id }, call) => {
      const found = find(call, audit_id, "category");
      return found ? { ...OK, ...flowView(found) } : no(9401020, "audit_id");
    },
    { set: 129, aliases: true },
  ),
  "brand/add": post(brandShape, applyBrand, { set: 129, aliases: true }),
  "brand/update": post(brandShape, applyBrand, { set: 129 }),
  "brand/audit/cancel": post(
    z.object({ brand_id: textOrNumber, audit_id: textOrNumber }),
    ({ audit_id }, call) => cancel(call, audit_id, "brand"),
    { set: 129, aliases: true },
  ),
  "brand/get": post(
    z.object({ brand_id: textOrNumber }),
    ({ brand_id }, call) => {
      const found = newest(call, brand_id);
      return found ? { ...OK, brand: brandView(found) } : no(40097, "brand_id");
    },
    { set: 129 },
  ),
  "brand/delete": post(
    z.object({ brand_id: textOrNumber }),
    ({ brand_id }, call) => {
      const found = newest(call, brand_id);
      if (!found) return no(40097, "brand_id");
      call.world.applications.delete(found.id);
      call.shop.brands = call.shop.brands.filter((brand) => brand.brandId !== brand_id);
      return OK;
    },
    { set: 129 },
  ),
  "brand/list/get": post(pageShape, (input, call) => listBrands(call, input), { set: 129 }),
};
