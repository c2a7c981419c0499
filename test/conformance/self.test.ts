/** The suite held to its own promise: adapters that are wrong on purpose, each caught by the check that names its fault; the platforms' own tests show that these checks pass unbroken. */
import { describe, expect, it } from "vitest";
import jd from "../../adapters/jd/adapter.ts";
import wechat from "../../adapters/wechat/adapter.ts";
import { openBench } from "./bench.ts";
import { broken } from "./self/broken.ts";
import type { Adapter } from "../../adapters/contract.ts";
import { PROMISES } from "./suite/promises.ts";

interface Fault {
  fault: string;
  adapter: Adapter;
  promise: string;
  check: string;
}

const FAULTS: readonly Fault[] = [
  {
    fault: "create is marked repeatable",
    adapter: broken.repeatableCreate(jd),
    promise: "lost-reply",
    check: "lost-answer",
  },
  {
    fault: "create claims to be idempotent",
    adapter: broken.idempotentCreate(jd),
    promise: "lost-reply",
    check: "lost-answer",
  },
  { fault: "look swallows failures", adapter: broken.swallowingLook(jd), promise: "look", check: "http-500-before" },
  { fault: "look asks for another key", adapter: broken.otherKeyLook(jd), promise: "look", check: "finds exactly" },
  {
    fault: "create also lists",
    adapter: broken.visibleCreate(jd),
    promise: "create-invisible",
    check: "a created product",
  },
  {
    fault: "windows are eight hours off",
    adapter: broken.shiftedWindows(jd),
    promise: "paging",
    check: "130 orders",
  },
  {
    fault: "lists end after one page",
    adapter: broken.onePage(jd),
    promise: "paging",
    check: "130 orders",
  },
  {
    fault: "lists end at the first page without rows",
    adapter: broken.endsAtEmptyPage(wechat),
    promise: "paging",
    check: "a page without rows",
  },
  {
    fault: "prices are sent a hundredfold",
    adapter: broken.hundredfoldPrice(jd),
    promise: "setPrice",
    check: "odd fen",
  },
  {
    fault: "order money is read a hundredfold",
    adapter: broken.hundredfoldMoney(jd),
    promise: "time-and-money",
    check: "an order has",
  },
  {
    fault: "a stock target forgets booked units",
    adapter: broken.forgetfulStock(jd),
    promise: "stock-manner",
    check: "after setStock",
  },
  { fault: "shipping says done and sends nothing", adapter: broken.idleShip(jd), promise: "ship", check: "ships with" },
  {
    fault: "redeeming says done and sends nothing",
    adapter: broken.idleRedeem(wechat),
    promise: "redeem",
    check: "a code of",
  },
  {
    fault: "a stay's new price is only claimed",
    adapter: broken.idle(wechat, "setPrice"),
    promise: "voucher-listing",
    check: "a new price",
  },
  {
    fault: "taking a redemption back says done and sends nothing",
    adapter: broken.idle(jd, "undoRedeem"),
    promise: "undoRedeem",
    check: "a redeemed code",
  },
  {
    fault: "the secret stands in the record",
    adapter: broken.tellingSecrets(jd),
    promise: "secrets-not-logged",
    check: "records",
  },
  {
    fault: "something is absent and nobody says why",
    adapter: broken.silentAbsence(jd),
    promise: "declaration",
    check: "says why",
  },
  {
    fault: "a documented code is forgotten",
    adapter: broken.forgottenCode(wechat, "45011"),
    promise: "codes",
    check: "each documented",
  },
  {
    fault: "an answer to a case is only claimed",
    adapter: broken.idle(wechat, "answerAfterSale"),
    promise: "answerAfterSale",
    check: "agree_refund",
  },
  {
    fault: "a waybill is not changed",
    adapter: broken.idle(wechat, "changeWaybill"),
    promise: "changeWaybill",
    check: "the new number",
  },
  {
    fault: "each try for a label reserves anew",
    adapter: broken.forgottenTicket(wechat),
    promise: "label",
    check: "lost-answer",
  },
  {
    fault: "a label is only said to be cancelled",
    adapter: broken.idle(wechat, "cancelLabel"),
    promise: "label",
    check: "a cancelled label",
  },
  {
    fault: "a buyer is only said to have been asked",
    adapter: broken.idle(wechat, "askLaterShipping"),
    promise: "askLaterShipping",
    check: "a later date",
  },
  {
    fault: "a product stays in the audit",
    adapter: broken.idle(wechat, "withdraw"),
    promise: "withdraw",
    check: "what waits",
  },
  {
    fault: "a product is not removed",
    adapter: broken.idle(jd, "remove"),
    promise: "remove",
    check: "a draft is removed",
  },
  {
    fault: "a new option is dropped on the way",
    adapter: broken.droppedOption(wechat),
    promise: "pictures and options",
    check: "one more option",
  },
  {
    fault: "pictures that are left out stay",
    adapter: broken.idle(jd, "update"),
    promise: "fewer pictures and options",
    check: "pictures that",
  },
  {
    fault: "an option that is left out is sold on",
    adapter: broken.idle(jd, "update"),
    promise: "fewer pictures and options",
    check: "an option that",
  },
  {
    fault: "own codes are only claimed",
    adapter: broken.idle(jd, "issueVouchers"),
    promise: "issueVouchers",
    check: "own codes",
  },
  {
    fault: "what is asked after the parcel has left is in no list",
    adapter: broken.halfTheCases(jd),
    promise: "answerAfterSale",
    check: "what is asked after",
  },
  {
    fault: "a masked receiver is called plain",
    adapter: broken.maskedAsPlain(wechat),
    promise: "receiver",
    check: "of a paid order",
  },
  {
    fault: "a carrier has a name that nobody there knows",
    adapter: broken.strangeCarrier(jd),
    promise: "taxonomy",
    check: "carriers",
  },
  {
    fault: "every reading of an order has another number of wares",
    adapter: broken.restlessLines(jd),
    promise: "duplicates",
    check: "an order that is read twice",
  },
  {
    fault: "a refusal that a person must answer tells them nothing",
    adapter: broken.muteRefusals(jd),
    promise: "declaration",
    check: "for every refusal",
  },
  { fault: "every push is believed", adapter: broken.gullible(wechat), promise: "callbacks", check: "a changed byte" },
  { fault: "settings take anything", adapter: broken.looseSettings(jd), promise: "settings", check: "misspelt" },
  {
    fault: "throttling is called permanent",
    adapter: broken.deafTo(jd, "throttled"),
    promise: "failures",
    check: "throttled",
  },
  {
    fault: "a dead token is called permanent",
    adapter: broken.deafTo(jd, "auth"),
    promise: "two-workers",
    check: "a dead token",
  },
  {
    fault: "two workers ship nothing, and both say done",
    adapter: broken.idleShip(jd),
    promise: "two-workers",
    check: "an order that two workers",
  },
  {
    fault: "a wrong secret reads as an empty shop",
    adapter: broken.blindToRefusals(jd),
    promise: "failures",
    check: "a wrong app secret",
  },
  {
    fault: "a window of the future is an error",
    adapter: broken.afraidOfTheFuture(jd),
    promise: "streams",
    check: "a window of the far future",
  },
  {
    fault: "an error that comes with status 200 is not seen",
    adapter: broken.deafToErrors(wechat),
    promise: "failures",
    check: "throttled",
  },
  {
    fault: "lint takes a title that the platform refuses",
    adapter: broken.longTitles(jd),
    promise: "limits",
    check: "a title one longer",
  },
  {
    fault: "a reader forgets rows when one comes twice",
    adapter: broken.forgetsTwins(jd),
    promise: "duplicates",
    check: "rows that come twice",
  },
];

describe("an adapter that is wrong", () => {
  it.each(FAULTS)("$fault: caught by $promise", async ({ adapter, promise, check }) => {
    const wanted = checkOf(adapter, promise, check);
    const bench = await openBench(adapter);
    try {
      await expect(wanted.run(bench)).rejects.toThrow();
    } finally {
      await bench.close();
    }
  });
});

function checkOf(adapter: Adapter, promise: string, begin: string) {
  const promised = PROMISES.find(({ title }) => title === promise);
  const found = promised?.checks(adapter).find(({ name }) => name.includes(begin));
  if (found === undefined) throw new Error(`the suite has no check "${begin}" in ${promise}`);
  return found;
}
