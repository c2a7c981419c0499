import { onOrder } from "./acts/on-order.ts";
import { addProduct, decideAudit, editProduct, forceOff, setAuditPolicy } from "./acts/on-product.ts";
import { placeOrder } from "./acts/place-order.ts";
import { catalog } from "./catalog.ts";
import { codeOf, handle, recognise, refusal } from "./handle.ts";
import { placeholders } from "./placeholders.ts";
import { newWorld } from "./seed.ts";
import { settle } from "./settle.ts";
import { truth } from "./truth.ts";
import type { Sandbox } from "../kit/types.ts";
import type { World } from "./world.ts";

/** The paid version of the service-market app: the authorise page asks for one; any is taken. */
const ITEM_CODE = "10001";

/** Suning open platform, merchant family: two shops of one ISV app. */
const sandbox: Sandbox<World> = {
  id: "suning",
  placeholders,
  switches: {
    extraKeys: true,
    emptyVariations: true,
    shortErrors: true,
    readLagMs: 2_000,
    couponShare: 0.25,
    maskReceivers: false,
    selfUseApp: false,
    justSoldMs: placeholders.justSoldMs.value,
    callsPerSecond: placeholders.callsPerSecond.value,
    callBurst: placeholders.callBurst.value,
    callsPerDay: placeholders.callsPerDay.value,
  },
  newWorld,
  credentials(world) {
    const [shop] = world.shops.keys();
    const token = [...world.tokens].find(([, { shop: owner }]) => owner === shop)?.[0] ?? "";
    const { key, secret } = world.app;
    return { app: { appKey: key, appSecret: secret, itemcode: ITEM_CODE }, shop: { vendorCode: shop ?? "" }, token };
  },
  shops: (world) => [...world.shops.values()].map(({ code, name }) => ({ shop: code, name })),
  recognise,
  settle,
  handle,
  acts: { placeOrder, onOrder, decideAudit, setAuditPolicy, addProduct, editProduct, forceOff },
  truth,
  catalog,
  codeOf,
  refusal,
  secretNames: [
    "access_token",
    "refresh_token",
    "signInfo",
    "appSecret",
    "client_secret",
    "code",
    "mobNum",
    "customerName",
    "customerAddress",
  ],
};

export default sandbox;
