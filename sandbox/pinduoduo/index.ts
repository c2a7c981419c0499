import type { Sandbox } from "../kit/types.ts";
import { acts } from "./acts/index.ts";
import { catalog } from "./catalog.ts";
import { codeOf, handle, recognise, refusalOf } from "./handle.ts";
import { settleWorld } from "./life.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { newWorld } from "./seed.ts";
import { truth } from "./truth.ts";
import type { World } from "./world.ts";

const sandbox: Sandbox<World> = {
  id: "pinduoduo",
  placeholders: PLACEHOLDERS,
  switches: { hugeIds: true, callsPerSecond: 40 },
  newWorld,
  credentials(world) {
    const [shop] = world.shops.values();
    const token = [...world.tokens.values()].find(({ mallId }) => mallId === shop?.mallId);
    return {
      app: { clientId: world.app.id, clientSecret: world.app.secret },
      shop: { mallId: shop?.mallId ?? "" },
      token: token?.value ?? "",
    };
  },
  shops: ({ shops }) => [...shops.values()].map(({ mallId, name }) => ({ shop: mallId, name })),
  recognise,
  settle: ({ world, clock }) => settleWorld(world, clock.now()),
  handle,
  acts,
  truth,
  catalog,
  codeOf,
  refusal: refusalOf,
  secretNames: ["access_token", "refresh_token", "client_secret", "sign", "code", "image"],
};

export default sandbox;
