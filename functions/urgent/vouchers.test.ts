import { beforeEach, describe, expect, it } from "vitest";
import type { VoucherSeen } from "../../adapters/contract.ts";
import { facts } from "../../adapters/facts.ts";
import { afterBooking } from "../../domain/order/booking.ts";
import { day } from "../../domain/time.ts";
import { bindingOf, lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import { orderShop, refused, UNKNOWN, type OrderShop } from "../../test/factories/order-shop.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { issuePurpose, secretPurpose } from "../shared/orders/voucher.ts";
import { keys } from "../shared/store/keys.ts";
import { issueVouchers } from "./issue.ts";
import { redeem } from "./redeem.ts";

const [platform = ""] = Object.keys(facts);
const base = { v: 1, m: M, hop: 0, s: S, orderNo: "9001", n: "n1" } as const;
const KEY = keys.voucher(M, S, "9001", "n1");
let desk: OrderDesk;
let shop: OrderShop;
const put = (more: object) =>
  desk.table.batchPut([
    { ...KEY, state: "planned", code: "ABC", lineNo: "1", platformSkuId: "s1", effectKey: "phone-1", ...more },
  ]);
const seen = (state: VoucherSeen["state"], code = "ABC"): VoucherSeen => ({
  code,
  orderNo: "9001",
  lineNo: "1",
  validUntil: null,
  state,
});
const row = () => desk.table.get(KEY);
const run = () => redeem({ ...base, kind: "redeem" }, shop.services);
async function start(how: Parameters<typeof orderShop>[1] = {}): Promise<void> {
  desk = await orderDesk(platform);
  shop = await orderShop(desk, how);
  await put({});
}
beforeEach(() => start());

describe("redeeming a code", () => {
  it("sends it once under the phone's key, with the store chosen and the password opened", async () => {
    const sealed = await shop.shops.sealer.seal(M, secretPurpose(S, "9001", "n1"), { secret: "pw" });
    await put({ sealed, store: { id: "st1", name: "店" } });
    await run();
    await run();
    expect(shop.sent).toEqual([
      {
        kind: "redeem",
        key: "phone-1",
        input: {
          orderNo: "9001",
          lineNo: "1",
          codes: [{ code: "ABC", secret: "pw", platformSkuId: "s1" }],
          store: { id: "st1", name: "店" },
        },
      },
    ]);
    expect(await row()).toMatchObject({ state: "redeemed", redeemedAt: expect.any(String) });
  });

  it("never sends what nobody asked for", async () => {
    for (const state of ["redeemed", "undone", "blocked"]) {
      await put({ state });
      await run();
    }
    expect(shop.sent).toEqual([]);
  });

  it("looks after a lost answer, and finds it redeemed", async () => {
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.vouchers = [seen("redeemed")];
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "redeemed" });
  });

  it("sends again under the same key when it is clearly still unused", async () => {
    shop.answers = [UNKNOWN];
    shop.vouchers = [seen("active")];
    await run();
    for (let look = 0; look < 3; look++) {
      desk.pass(10 * 60_000);
      await run();
    }
    expect(shop.sent.map(({ key }) => key)).toEqual(["phone-1", "phone-1"]);
  });

  it("tells a person what the platform refused", async () => {
    shop.answers = [refused("USED")];
    await run();
    expect(await row()).toMatchObject({ state: "blocked", findings: [{ platformCode: "USED" }] });
  });

  it("is taken back with a key of its own; a lost answer is looked for", async () => {
    await put({ state: "undoing", undoKey: "phone-2" });
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.vouchers = [seen("active")];
    await run();
    expect(shop.sent.map(({ kind, key }) => [kind, key])).toEqual([["undoRedeem", "phone-2"]]);
    expect(await row()).toMatchObject({ state: "undone" });
  });
});

describe("a booked night", () => {
  const NIGHT = keys.pool(M, "heap@2026-12-01");
  const sold = async () => {
    const voucher = { ...bindingOf("1", "odd"), kind: "voucher" as const, undated: true, band: "weekday" };
    await desk.bind({ ...voucher, draws: [{ poolId: "heap", qty: 1 }] });
    await ingest([orderMessage(reading([lineOf("1", 3)]))], desk.ports);
    const use = { lineNo: "1", day: day("2026-12-01"), stockFrom: null };
    await desk.change("9001", (order) => afterBooking(order, use, 2));
    await desk.table.batchPut([{ ...NIGHT, reserved: 2, ver: 1 }]);
    await put({ day: "2026-12-01" });
  };
  const lineNow = async () => (await desk.orderAt("9001"))?.lines[0];

  it("is consumed with the result in one transaction, and freed when the redemption is taken back", async () => {
    await sold();
    const { transact } = desk.ports.table;
    const together: string[][] = [];
    desk.ports.table = {
      ...desk.ports.table,
      transact: async (writes) => {
        together.push(writes.map((write) => ("update" in write ? write.update.SK : "")));
        return transact(writes);
      },
    };
    await run();
    expect(together).toEqual([["O#9001", "N#2026-12-01", "O#9001#V#n1"]]);
    expect(await row()).toMatchObject({ state: "redeemed" });
    expect(await lineNow()).toMatchObject({ redeemed: 1, booked: [{ units: 2, used: 1 }] });
    expect(await desk.table.get(NIGHT)).toMatchObject({ reserved: 1, onHand: -1 });
    await desk.table.write({ update: KEY, set: { state: "undoing", undoKey: "phone-2" } });
    await run();
    expect(await lineNow()).toMatchObject({ redeemed: 0, booked: [{ units: 2, used: 0 }] });
    expect(await desk.table.get(NIGHT)).toMatchObject({ reserved: 2, onHand: 0 });
  });

  it("is counted once though the order moves meanwhile, and not at all while the answer is open", async () => {
    await sold();
    shop.answers = [UNKNOWN];
    await run();
    expect(await lineNow()).toMatchObject({ redeemed: 0 });
    const { transact } = desk.ports.table;
    let raced = false;
    desk.ports.table = {
      ...desk.ports.table,
      transact: async (writes) => {
        if (!raced) await desk.change("9001", (order) => ({ ...order, sellerNote: "x" }));
        raced = true;
        return transact(writes);
      },
    };
    desk.pass(6_000);
    shop.vouchers = [seen("redeemed")];
    await run();
    await run();
    expect(await lineNow()).toMatchObject({ redeemed: 1, booked: [{ used: 1 }] });
    expect((await desk.orderAt("9001"))?.sellerNote).toBe("x");
  });
});

describe("issuing codes of the merchant's own", () => {
  const ISSUE = keys.issue(M, S, "9001", "n1");
  const codes = [
    { code: "C1", secret: "p1", platformSkuId: "s1" },
    { code: "C2", secret: null, platformSkuId: "s1" },
  ];
  const plan = async () => {
    const sealed = await shop.shops.sealer.seal(M, issuePurpose(S, "9001", "n1"), codes);
    await desk.table.batchPut([{ ...ISSUE, state: "planned", lineNo: "1", effectKey: "k1", sealed }]);
  };
  const issue = () => issueVouchers({ ...base, kind: "issue" }, shop.services);

  it("sends all of them once", async () => {
    await plan();
    await issue();
    await issue();
    expect(shop.sent).toEqual([{ kind: "issueVouchers", key: "k1", input: { orderNo: "9001", lineNo: "1", codes } }]);
    expect(await desk.table.get(ISSUE)).toMatchObject({ state: "done" });
  });

  it("is a person's after a lost answer where nothing reads codes back", async () => {
    await start({ settle: "blind" });
    await plan();
    shop.answers = [UNKNOWN];
    await issue();
    expect(await desk.table.get(ISSUE)).toMatchObject({ state: "blocked", who: "operator" });
    expect(shop.sent).toHaveLength(1);
  });
});
