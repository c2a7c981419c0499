import type { Route } from "../route.ts";
import { adapterRoutes } from "./adapters.ts";
import { authorizationRoutes } from "./authorization.ts";
import { caseRoutes } from "./cases.ts";
import { consignmentRoutes } from "./consignments.ts";
import { coverageRoutes } from "./coverage.ts";
import { driftRoutes } from "./drift.ts";
import { importRoutes } from "./imports.ts";
import { laterRoutes } from "./later-shipping.ts";
import { labelRoutes } from "./labels.ts";
import { listingRoutes } from "./listings.ts";
import { mappingRoutes } from "./mappings.ts";
import { offerRoutes } from "./offers.ts";
import { operatorRoutes } from "./operator.ts";
import { orderActionRoutes } from "./order-actions.ts";
import { orderRoutes } from "./orders.ts";
import { packerRoutes } from "./packer.ts";
import { partyRoutes } from "./parties.ts";
import { pictureRoutes } from "./pictures.ts";
import { poolHoldRoutes } from "./pool-holds.ts";
import { poolRoutes } from "./pools.ts";
import { publicationRoutes } from "./publications.ts";
import { shopStockRoutes } from "./shop-stock.ts";
import { shopRoutes } from "./shops.ts";
import { upkeepRoutes } from "./upkeep.ts";
import { voucherRoutes } from "./vouchers.ts";
import { wareRoutes } from "./wares.ts";

/** Every route that asks for a token. */
export const ROUTES: readonly Route[] = [
  ...adapterRoutes,
  ...partyRoutes,
  ...shopRoutes,
  ...shopStockRoutes,
  ...authorizationRoutes,
  ...wareRoutes,
  ...importRoutes,
  ...listingRoutes,
  ...publicationRoutes,
  ...driftRoutes,
  ...offerRoutes,
  ...mappingRoutes,
  ...poolRoutes,
  ...poolHoldRoutes,
  ...pictureRoutes,
  ...orderRoutes,
  ...orderActionRoutes,
  ...labelRoutes,
  ...laterRoutes,
  ...voucherRoutes,
  ...caseRoutes,
  ...consignmentRoutes,
  ...packerRoutes,
  ...coverageRoutes,
  ...upkeepRoutes,
  ...operatorRoutes,
];
