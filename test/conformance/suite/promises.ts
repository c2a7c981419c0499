import { afterSale } from "./after-sale.ts";
import { callbacks } from "./callbacks.ts";
import { changeWaybill } from "./change-waybill.ts";
import type { Promised } from "./check.ts";
import { codes } from "./codes.ts";
import { createInvisible } from "./create-invisible.ts";
import { declaration } from "./declaration.ts";
import { failures } from "./failures.ts";
import { fewer } from "./fewer.ts";
import { identify } from "./identify.ts";
import { issueVouchers } from "./issue-vouchers.ts";
import { label } from "./label.ts";
import { laterShipping } from "./later-shipping.ts";
import { limits } from "./limits.ts";
import { partly, setPrice, shelf, update } from "./listing-effects.ts";
import { look } from "./look.ts";
import { lostReply } from "./lost-reply.ts";
import { redeem, ship } from "./order-effects.ts";
import { duplicates, paging } from "./paging.ts";
import { pictures } from "./pictures.ts";
import { receiver } from "./receiver.ts";
import { secretsNotLogged } from "./secrets-not-logged.ts";
import { settings } from "./settings.ts";
import { stockManner } from "./stock-manner.ts";
import { streams } from "./streams.ts";
import { taxonomy } from "./taxonomy.ts";
import { timeAndMoney } from "./time-and-money.ts";
import { twoWorkers } from "./two-workers.ts";
import { undoRedeem } from "./undo-redeem.ts";
import { voucherListing } from "./voucher-listing.ts";
import { wares } from "./wares.ts";
import { remove, withdraw } from "./withdraw-remove.ts";

/** Everything that an adapter promises by its contract, in the order in which an author meets it. */
export const PROMISES: readonly Promised[] = [
  settings,
  declaration,
  identify,
  taxonomy,
  limits,
  createInvisible,
  look,
  lostReply,
  failures,
  codes,
  twoWorkers,
  update,
  pictures,
  fewer,
  setPrice,
  shelf,
  withdraw,
  remove,
  stockManner,
  partly,
  voucherListing,
  streams,
  paging,
  duplicates,
  timeAndMoney,
  ship,
  changeWaybill,
  issueVouchers,
  label,
  laterShipping,
  redeem,
  undoRedeem,
  afterSale,
  receiver,
  wares,
  callbacks,
  secretsNotLogged,
];
