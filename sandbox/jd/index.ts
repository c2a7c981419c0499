import type { Sandbox } from "../kit/types.ts";
import { acts } from "./acts.ts";
import { settleAudits } from "./audit.ts";
import { catalog } from "./catalog.ts";
import { codeOf, handle, recognise, refusalOf } from "./handle.ts";
import { settleOrders } from "./order-life.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { newWorld } from "./seed.ts";
import { truth } from "./truth.ts";
import type { World } from "./world.ts";

const sandbox: Sandbox<World> = {
  id: "jd",
  placeholders: PLACEHOLDERS,
  switches: {
    hugeIds: true,
    extraKeys: true,
    mixedTypes: true,
    shuffle: true,
    lateReceivable: true,
    auditAll: true,
    searchLagMs: PLACEHOLDERS.searchLagMs.value,
    clockToleranceMinutes: 10,
    tokenLifeHours: 365 * 24,
    callsPerDay: 0,
    outsideCloud: false,
    failuresOnly: false,
    sameTokenOnRefresh: false,
    numericCode: false,
    responseSpelling: false,
  },
  newWorld,
  credentials(world) {
    const [shop] = world.shops.values();
    const token = [...world.tokens.values()].find((one) => one.venderId === shop?.venderId);
    return {
      app: { appKey: world.app.key, appSecret: world.app.secret },
      shop: { venderId: shop?.venderId ?? "" },
      token: token?.value ?? "",
    };
  },
  shops: (world) => [...world.shops.values()].map(({ venderId, name }) => ({ shop: venderId, name })),
  recognise,
  settle({ world, clock }) {
    settleAudits(world, clock.now());
    settleOrders(world, clock.now());
  },
  handle,
  acts,
  truth,
  catalog,
  codeOf,
  refusal: refusalOf,
  secretNames: [
    "access_token",
    "refresh_token",
    "app_secret",
    "client_secret",
    "sign",
    "code",
    "codeNum",
    "pwdNumber",
    "pwd_number",
    "pwd_umber",
    "card_number",
    "couponCode",
    "image_data",
  ],
};

export default sandbox;
