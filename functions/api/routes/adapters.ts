import * as z from "zod";
import type { Adapter } from "../../../adapters/contract.ts";
import { isAbsent } from "../../../domain/plan/effect.ts";
import { COUNTY } from "../../shared/tenant.ts";
import { keys } from "../../shared/store/keys.ts";
import { adapterFor, type Call } from "../call.ts";
import { jsonSchema } from "../json-schema.ts";
import { route } from "../route.ts";
import { AnyId, Platform, Text } from "../schemas.ts";
import { settingsOf } from "../settings.ts";
import { MANAGERS, READERS } from "./roles.ts";

const Capability = z.object({
  possible: z.boolean(),
  why: Text.nullable(),
  confidence: z.enum(["shown", "documented", "imitated_only"]).nullable(),
});
const AdapterView = z.object({
  id: z.string(),
  name: Text,
  docs: z.string(),
  readOn: z.string(),
  effects: z.record(z.string(), Capability),
  kinds: z.record(z.string(), Capability),
  abilities: z.record(z.string(), z.object({ by: Text }).or(z.object({ absent: Text }))),
  carriers: z.array(z.string()),
  shipUnit: z.string(),
  egress: z.string(),
  appSettings: z.looseObject({}),
  shopSettings: z.looseObject({}),
});

const list = route({
  method: "GET",
  path: "/adapters",
  summary: "The platforms of this deployment: what each can do, how sure that is, and its settings",
  roles: READERS,
  reply: z.object({ items: z.array(AdapterView) }),
  run: async (_, { adapters }) => ({ items: Object.values(adapters).map(viewOf) }),
});

function viewOf(adapter: Adapter): z.infer<typeof AdapterView> {
  const { id, name, docs, readOn, ship, egress } = adapter;
  return {
    id,
    name,
    docs,
    readOn,
    effects: capabilities(adapter.effects),
    kinds: capabilities(adapter.mapping.kinds),
    abilities: { ...adapter.abilities },
    carriers: Object.keys(adapter.carriers),
    shipUnit: ship.unit,
    egress,
    appSettings: { ...jsonSchema(adapter.app, "input") },
    shopSettings: { ...jsonSchema(adapter.shop, "input") },
  };
}

type Facts = { absent: z.infer<typeof Text> } | { confidence: z.infer<typeof Capability>["confidence"] };

function capabilities(all: Readonly<Record<string, Facts>>): Record<string, z.infer<typeof Capability>> {
  const entries = Object.entries(all).map(([name, facts]) => [name, capability(facts)] as const);
  return Object.fromEntries(entries);
}

function capability(facts: Facts): z.infer<typeof Capability> {
  return isAbsent(facts)
    ? { possible: false, why: facts.absent, confidence: null }
    : { possible: true, why: null, confidence: facts.confidence };
}

const AppBody = z.strictObject({ settings: z.record(z.string(), z.unknown()) });

const putApp = route({
  method: "PUT",
  path: "/apps/{platform}/{app}",
  summary: "Stores developer credentials, sealed: the county's by an operator, a merchant's own by its owner",
  roles: MANAGERS,
  params: z.object({ platform: Platform, app: AnyId }),
  body: AppBody,
  reply: z.object({ platform: z.string(), app: z.string(), of: z.enum(["county", "merchant"]) }),
  run: async ({ params, body }, call) => storeApp({ ...params, settings: body.settings }, call),
});

interface AppInput {
  platform: string;
  app: string;
  settings: Record<string, unknown>;
}

async function storeApp({ platform, app, settings }: AppInput, call: Call) {
  const adapter = adapterFor(platform, call, "path/platform");
  const value = settingsOf(adapter.app, settings);
  const ofCounty = call.caller.roles.includes("operator");
  const sealed = await call.sealer.seal(ofCounty ? COUNTY : call.m, `app|${platform}|${app}`, value);
  const key = ofCounty ? keys.app(platform, app) : keys.ownApp(call.m, platform, app);
  await call.ports.table.write({ put: { ...key, sealed, at: call.ports.clock.now() } });
  return { platform, app, of: ofCounty ? ("county" as const) : ("merchant" as const) };
}

export const adapterRoutes = [list, putApp];
