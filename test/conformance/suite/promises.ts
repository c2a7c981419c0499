import type { Promised } from "./check.ts";
import { createInvisible } from "./create-invisible.ts";
import { declaration } from "./declaration.ts";
import { failures } from "./failures.ts";
import { identify } from "./identify.ts";
import { limits } from "./limits.ts";
import { partly, setPrice, shelf, update } from "./listing-effects.ts";
import { look } from "./look.ts";
import { lostReply } from "./lost-reply.ts";
import { redeem, ship } from "./order-effects.ts";
import { secretsNotLogged } from "./secrets-not-logged.ts";
import { settings } from "./settings.ts";
import { stockManner } from "./stock-manner.ts";
import { streams } from "./streams.ts";
import { timeAndMoney } from "./time-and-money.ts";
import { wares } from "./wares.ts";

/** Everything that an adapter promises by its contract, in the order in which an author meets it. */
export const PROMISES: readonly Promised[] = [
  settings,
  declaration,
  identify,
  limits,
  createInvisible,
  look,
  lostReply,
  failures,
  update,
  setPrice,
  shelf,
  stockManner,
  partly,
  streams,
  timeAndMoney,
  ship,
  redeem,
  wares,
  secretsNotLogged,
];
