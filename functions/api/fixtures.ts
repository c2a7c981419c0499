import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { Adapter } from "../../adapters/contract.ts";
import { epochMs, instantFrom, plus } from "../../domain/time.ts";
import { memoryTable } from "../../test/factories/memory-table.ts";
import type { Keyring, Message, Ports, QueueName } from "../shared/ports.ts";
import { sealer } from "../shared/seal.ts";
import { callerOf } from "../shared/tenant.ts";
import type { Services } from "./call.ts";
import { dispatch } from "./dispatch.ts";
import { packerOf } from "./packer-links.ts";
import { PATHS } from "./paths.ts";
import { readFile } from "./read-file.ts";

export const SHOP = "shop00000001";
const NOW = instantFrom("2026-11-25T02:00:00.000Z");
const RULES = { issuer: "https://issuer.test", audience: "shanhuo" };

/** A platform of nobody's: only what the API looks at. */
export function testAdapter(unit: "order" | "line" = "order"): Adapter {
  const can = { settle: "lookup", needs: [], batch: 1, costsQuota: false, confidence: "shown" };
  const absent = { absent: { zh: "不支持", en: "not there" } };
  return {
    id: "market",
    name: { zh: "集市", en: "Market" },
    docs: "https://docs.test",
    readOn: "2026-11-01",
    app: z.strictObject({ appKey: z.string().min(1), appSecret: z.string().min(1).meta({ secret: true }) }),
    shop: z.strictObject({ vendorCode: z.string().regex(/^\d{8}$/) }),
    egress: "any",
    carriers: { yuantong: ["YTO"], shunfeng: ["SF"] },
    stock: { push: "delta", counts: "sellable", keyed: true, restocksOn: [] },
    ship: { unit, maxParcels: 10, parcelsPerUnit: 1, merge: false, changes: 1 },
    auditMinutes: 60,
    effects: {
      update: { ...can, costsQuota: true },
      ship: can,
      redeem: can,
      answerAfterSale: can,
      createLabel: can,
      addLabelParcel: can,
      cancelLabel: can,
      askLaterShipping: can,
      withdraw: absent,
      changeWaybill: absent,
      undoRedeem: absent,
      issueVouchers: absent,
    },
    mapping: { categories: {}, attributes: {}, kinds: { goods: { as: "goods", confidence: "shown" } } },
    limits: { presaleDays: 0 },
    lint: () => [],
    afterSale: absent,
    vouchers: absent,
    laterShipping: { most: 2, aheadMs: 4 * 3_600_000 },
    abilities: {
      areaLimits: { absent: { zh: "请在平台后台设置", en: "set it in the back office" } },
      startRefund: { absent: { zh: "请在平台后台退款", en: "refund it in the back office" } },
    },
    labels: { printer: { zh: "打印组件", en: "the print component" } },
    orders: { streams: [{ id: "orders" }, { id: "created" }], unseen: [] },
    events: absent,
    auth: { kind: "oauth", renewBeforeMs: 3_600_000, refreshable: false },
  } as unknown as Adapter;
}

function portsInMemory() {
  const sent: { queue: QueueName; message: Message }[] = [];
  const lines: string[] = [];
  const blobs = new Map<string, Uint8Array>();
  let now = NOW;
  let ids = 0;
  const log = (message: string, fields?: object) => void lines.push(JSON.stringify({ message, ...fields }));
  const ports: Ports = {
    clock: { now: () => now, wait: async () => undefined },
    random: { next: () => 0.5 },
    ids: { id: () => `id${String(++ids).padStart(10, "0")}` },
    table: memoryTable(),
    receivers: memoryTable(),
    queues: { send: async (queue, all) => void sent.push(...all.map((message) => ({ queue, message }))) },
    blob: { put: async (name, bytes) => void blobs.set(name, bytes), get: async (name) => blobs.get(name) ?? null },
    keyring: KEYRING,
    transport: { send: async () => ({ kind: "not_sent", why: "the API calls nobody" }) },
    log: { info: log, warn: log, error: log, metric: () => undefined },
    baseUrls: {},
    profile: "real",
    egress: "any",
    deadline: () => plus(now, 25_000),
  };
  return { ports, sent, lines, blobs, pass: (ms: number) => void (now = plus(now, ms)) };
}

/** Keys wrapped by nothing. */
const KEYRING: Keyring = {
  newKey: async () => {
    const plain = randomBytes(32);
    return { plain, wrapped: plain.toString("base64") };
  },
  unwrap: async (wrapped) => Buffer.from(wrapped, "base64"),
};

async function issuerInMemory() {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: "test", alg: "RS256" }] });
  const token = (claims: object, expires = "2026-11-25T10:00:00.000Z") =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "test" })
      .setIssuer(RULES.issuer)
      .setAudience(RULES.audience)
      .setSubject("li")
      .setExpirationTime(epochMs(instantFrom(expires)) / 1_000)
      .sign(privateKey);
  return { keys, token };
}

/** The whole API in memory: tables, queues, pictures, an owned clock and an issuer of tokens. */
export async function testApi(unit: "order" | "line" = "order") {
  const memory = portsInMemory();
  const { ports } = memory;
  const { keys, token } = await issuerInMemory();
  const services: Services = {
    ports,
    sealer: sealer(ports.keyring, ports.table),
    adapters: { market: testAdapter(unit) },
    readFile,
  };
  const owner = await token({ merchant: "m1", roles: ["owner"] });
  const ask = async (line: string, body?: unknown, more: { token?: string; key?: string } = {}) => {
    const [method = "", url = ""] = line.split(" ");
    const { pathname, searchParams } = new URL(url, "https://api.test");
    const headers = { authorization: `Bearer ${more.token ?? owner}`, "idempotency-key": more.key };
    const text = body === undefined ? null : JSON.stringify(body);
    const request = { method, path: pathname, query: Object.fromEntries(searchParams), headers, body: text };
    const answer = await dispatch(request, services, {
      ...PATHS,
      verify: async (bearer) => (await packerOf(bearer, services)) ?? callerOf(bearer, { ...RULES, keys }, ports.clock),
    });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return { ...memory, services, token, ask };
}

export type TestApi = Awaited<ReturnType<typeof testApi>>;

/** Connects the shop that tests use. */
export async function connectShop(api: TestApi): Promise<void> {
  const token = { value: "token-value", refresh: null, expiresAt: "2026-12-01T00:00:00.000Z" };
  const settings = { vendorCode: "12345678" };
  await api.ask(`PUT /shops/${SHOP}`, {
    platform: "market",
    app: "own",
    name: "县供销店",
    settings,
    token,
    stockFrom: null,
  });
}

/** A listing of walnuts that passes its schema. */
export const WALNUTS = {
  id: "goods-1",
  merchantKey: "HT",
  kind: "goods",
  categoryCode: "F-walnut",
  legalClass: "edible_agri",
  titleShort: "成县薄皮核桃",
  originCode: "621221",
  options: [{ id: "a", merchantKey: "HT-2500", draws: [{ poolId: "heap", qty: 2500 }], price: { sellFen: 4900 } }],
  ship: { locationId: "loc-1", promiseHours: 48 },
  returns: "fresh_claim",
};
