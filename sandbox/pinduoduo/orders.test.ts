import { describe, expect, it } from "vitest";
import { bench, liveGoods, orderOf, type Client } from "./test-client.ts";

const seconds = (ms: number): number => Math.floor(ms / 1_000);
const window = (client: Client, minutes: number) => {
  const end_updated_at = seconds(client.clock.now()) + 1;
  const start_updated_at = end_updated_at - minutes * 60;
  return { start_updated_at, end_updated_at, is_lucky_flag: 0, order_status: 5, refund_status: 5 };
};
const LIST = "pdd.order.number.list.increment.get";
type Rows = { order_sn_list: Record<string, unknown>[]; total_count: number };

describe("the list by last change", () => {
  it("shows paid orders, newest first, with amounts that fit together", () => {
    const client = bench();
    liveGoods(client);
    const first = orderOf(client, "CX-1-A", { quantity: 2 });
    client.clock.advance(5_000);
    const second = orderOf(client, "CX-1-B");
    orderOf(client, "CX-1-B", { pay: false });

    const { order_sn_list, total_count } = client.call<Rows>(LIST, window(client, 30));

    expect(order_sn_list.map((row) => row["order_sn"])).toEqual([second, first]);
    expect(total_count).toBe(2);
    for (const row of order_sn_list) {
      const [goods, discount, postage] = [row["goods_amount"], row["discount_amount"], row["postage"]].map(Number);
      expect(Number(row["pay_amount"])).toBeCloseTo((goods ?? 0) - (discount ?? 0) + (postage ?? 0), 2);
    }
  });

  it("tells no total where pages are asked for by has_next", () => {
    const client = bench();
    liveGoods(client);
    orderOf(client, "CX-1-A");

    const page = client.call(LIST, { ...window(client, 30), use_has_next: true });

    expect(page).toMatchObject({ has_next: false });
    expect(page).not.toHaveProperty("total_count");
  });

  it.each([
    ["a window of 31 minutes", (client: Client) => window(client, 31)],
    ["pages of 101", (client: Client) => ({ ...window(client, 30), page_size: 101 })],
    ["a state that is none", (client: Client) => ({ ...window(client, 30), order_status: 9 })],
  ])("refuses %s", (_what, body) => {
    const client = bench();

    expect(client.refused(LIST, body(client))).toMatchObject({ error_code: 21001 });
  });
});

describe("one order", () => {
  it("hides its receiver behind ciphers, and hides even those once it has left", () => {
    const client = bench();
    liveGoods(client);
    const order_sn = orderOf(client, "CX-1-A");
    const read = () =>
      client.call<{ order_info: Record<string, unknown> }>("pdd.order.information.get", { order_sn }).order_info;
    expect(String(read()["receiver_name"])).not.toContain("王小明");
    expect(read()).toMatchObject({ receiver_name_mask: "王**", order_status: 1, confirm_status: 1 });

    client.call("pdd.logistics.online.send", { order_sn, logistics_id: 115, tracking_number: "78110000001" });

    expect(read()).toMatchObject({
      receiver_name: "",
      receiver_name_mask: "",
      order_status: 2,
      tracking_number: "78110000001",
    });
  });

  it("is none of another shop, and none after three months", () => {
    const client = bench();
    liveGoods(client);
    const order_sn = orderOf(client, "CX-1-A");
    const { world } = client.host.scene();
    const order = world.orders.get(order_sn);
    expect(client.refused("pdd.order.information.get", { order_sn: "261122-1" }).sub_msg).toContain("订单不存在");
    if (order !== undefined) order.createdAt -= 91 * 86_400_000;

    expect(client.refused("pdd.order.information.get", { order_sn }).sub_msg).toContain("订单不存在");
  });
});

describe("shipping is refused", () => {
  const SHIP = "pdd.logistics.online.send";
  const placed = (): [Client, { order_sn: string; logistics_id: number; tracking_number: string }] => {
    const client = bench();
    liveGoods(client);
    return [client, { order_sn: orderOf(client, "CX-1-A"), logistics_id: 115, tracking_number: "78110000001" }];
  };

  it("a second time, unless it is said to be another number", () => {
    const [client, parcel] = placed();
    client.call(SHIP, parcel);
    expect(client.refused(SHIP, parcel).sub_msg).toBe("订单已发货");

    client.call(SHIP, { ...parcel, tracking_number: "78110000002", redelivery_type: 2 });

    const shipments = client.host.sandbox.truth.shipments(client.host.scene().world);
    expect(shipments.map(({ waybill }) => waybill)).toEqual(["78110000002"]);
  });

  it("while a refund is asked, and for a carrier that is none of theirs", () => {
    const [client, parcel] = placed();
    expect(client.refused(SHIP, { ...parcel, logistics_id: 116 })).toMatchObject({ error_code: 21001 });
    client.host.sandbox.acts.onOrder("ask-refund", parcel.order_sn, { reason: "不想要了" }, client.host.scene());

    expect(client.refused(SHIP, parcel).sub_msg).toContain("售后");
    const cases = client.call<{ refund_list: unknown[] }>("pdd.refund.list.increment.get", {
      start_updated_at: seconds(client.clock.now()) - 600,
      end_updated_at: seconds(client.clock.now()) + 1,
      after_sales_status: 2,
      after_sales_type: 1,
    });
    expect(cases.refund_list).toHaveLength(1);
  });

  it("before it is paid", () => {
    const [client, parcel] = placed();

    const order_sn = orderOf(client, "CX-1-A", { pay: false });
    expect(client.refused(SHIP, { ...parcel, order_sn }).sub_msg).toContain("未成交");
  });
});
