import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, ordered, record } from "./test-client.ts";

const add = (b: Bench, body: Record<string, unknown>) => {
  const answer = sandbox.acts.addProduct({ shop: b.shop, title: "手工挂面", ...body }, b.host.scene());
  return answer.ok ? String(record(answer.value)["productId"]) : answer.refusal.code;
};
const edit = (b: Bench, id: string, change: Record<string, unknown>) =>
  sandbox.acts.editProduct(id, change, b.host.scene());
const last = (b: Bench) => sandbox.truth.products(b.host.scene().world).at(-1);

describe("what a person does in the back office", () => {
  it("makes an item with children, at once and on sale", () => {
    const b = bench();
    const skus = [
      { merchantKey: "M1", priceFen: 1_000, stock: 3, name: "一斤" },
      { merchantKey: "M2", priceFen: 1_900, stock: 4, name: "两斤" },
    ];

    const productId = add(b, { kind: "挂面", skus });

    expect(last(b)).toMatchObject({
      productId,
      shelf: "on",
      audit: "none",
      skus: [{ name: "一斤" }, { name: "两斤" }],
    });
    expect(b.call("suning.custom.item.get", { itemCode: "M2" })).toMatchObject({ productCode: productId });
  });

  it("makes a voucher, whose orders have codes", () => {
    const b = bench();
    add(b, { kind: "voucher", merchantKey: "V", skus: [{ priceFen: 26_800, stock: 5 }] });
    const order = ordered(b, [{ merchantKey: "V", quantity: 1 }]);

    expect(b.rows("suning.custom.code.get", { items: [{ orderNo: order }] })).toHaveLength(1);
  });

  it("edits title, price, stock and shelf, of the sku that is named, without a review", () => {
    const b = bench();
    const skus = ["A", "B"].map((merchantKey) => ({ merchantKey, priceFen: 100, stock: 1, name: merchantKey }));
    const id = add(b, { skus });
    edit(b, id, { merchantKey: "B", priceFen: 250, stock: 9, title: "改过的标题", shelf: "off" });

    expect(last(b)).toMatchObject({
      title: "改过的标题",
      shelf: "off",
      skus: [{ priceFen: 100 }, { priceFen: 250, stock: 9 }],
    });
    edit(b, id, { shelf: "on", merchantKey: "C" });
    expect(last(b)).toMatchObject({ shelf: "on", skus: [{ merchantKey: "C" }, { merchantKey: "B" }] });
  });

  it("is told what isn't there", () => {
    const b = bench();

    expect(add(b, { shop: "0" })).toBe("shop-unknown");
    expect(add(b, { skus: [] })).toBe("bad-product");
    expect(edit(b, "0", {})).toMatchObject({ ok: false, refusal: { status: 404 } });
  });

  it("moves what already waits when the policy changes", () => {
    const b = bench();
    expect(sandbox.acts.setAuditPolicy({ afterMs: 0 }, b.host.scene())).toMatchObject({ ok: true });

    expect(b.host.scene().world.auditPolicy).toEqual({ afterMs: 0, refuseWords: [] });
  });
});
