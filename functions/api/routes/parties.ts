import * as z from "zod";
import { lintSupplier } from "../../../domain/listing/rules/lint.ts";
import { dayOf } from "../../../domain/time.ts";
import { Location } from "../../../domain/listing/location.ts";
import { Supplier } from "../../../domain/listing/supplier.ts";
import { wrongField } from "../../shared/problem.ts";
import { keys, work } from "../../shared/store/keys.ts";
import { locationsOf, storeParty, suppliersOf } from "../parties.ts";
import { route } from "../route.ts";
import { Finding, OfId } from "../schemas.ts";
import { MANAGERS, READERS, WRITERS } from "./roles.ts";

const Merchant = z.object({ id: z.string(), name: z.string(), county: z.string().nullable() });

const putMerchant = route({
  method: "PUT",
  path: "/merchant",
  summary: "Names the merchant of the token",
  roles: MANAGERS,
  body: z.strictObject({ name: z.string().trim().min(1).max(60), county: z.string().trim().min(1).max(60).optional() }),
  reply: Merchant,
  run: async ({ body }, { ports, m }) => {
    const set = { id: m, name: body.name, county: body.county ?? null };
    await ports.table.write({ update: keys.merchant(m), set: { ...set, ...work.clock(m) }, add: { ver: 1 } });
    return set;
  },
});

const putSupplier = route({
  method: "PUT",
  path: "/suppliers/{id}",
  summary: "Stores a supplier with its licences and brands; tells what is wrong with them",
  roles: WRITERS,
  params: OfId,
  body: Supplier.partial({ id: true }),
  reply: Supplier.extend({ findings: z.array(Finding) }),
  run: async ({ params, body }, call) => {
    const supplier: Supplier = { ...body, id: sameId(params.id, body.id) };
    await storeParty(keys.supplier(call.m, supplier.id), supplier, call);
    const findings = lintSupplier(supplier, { today: dayOf(call.ports.clock.now()) });
    return { ...supplier, findings: [...findings] };
  },
});

const putLocation = route({
  method: "PUT",
  path: "/locations/{id}",
  summary: "Stores a place that goods leave from",
  roles: WRITERS,
  params: OfId,
  body: Location.partial({ id: true }),
  reply: Location,
  run: async ({ params, body }, call) => {
    const location: Location = { ...body, id: sameId(params.id, body.id) };
    await storeParty(keys.location(call.m, location.id), location, call);
    return location;
  },
});

const listSuppliers = route({
  method: "GET",
  path: "/suppliers",
  summary: "Every supplier of the merchant",
  roles: READERS,
  reply: z.object({ items: z.array(Supplier) }),
  run: async (_, call) => ({ items: await suppliersOf(call) }),
});

const listLocations = route({
  method: "GET",
  path: "/locations",
  summary: "Every place that goods leave from",
  roles: READERS,
  reply: z.object({ items: z.array(Location) }),
  run: async (_, call) => ({ items: await locationsOf(call) }),
});

function sameId(inPath: string, inBody: string | undefined): string {
  if (inBody === undefined || inBody === inPath) return inPath;
  throw wrongField("/id", { zh: "与网址里的标识不一致", en: "differs from the id in the path" });
}

export const partyRoutes = [putMerchant, putSupplier, listSuppliers, putLocation, listLocations];
