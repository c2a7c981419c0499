import { expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import { allPages } from "./pages.ts";
import { treeByLevel } from "./tree.ts";
import { countsOf, holdsWhen, maskedReceiver, parcelsOf, sharesOf } from "./whole-order.ts";

it("shares amounts of an order over its lines to the fen", () => {
  const share = sharesOf({ paid: fen(1_001), discount: fen(10) }, [fen(500), fen(500), fen(501)]);

  const lines = [0, 1, 2].map(share);
  expect(lines.reduce((sum, { paid }) => sum + paid, 0)).toBe(1_001);
  expect(lines.reduce((sum, { discount }) => sum + discount, 0)).toBe(10);
  expect(share(3)).toEqual({ paid: 0, discount: 0 });
});

it("reads every page of a list, and asks no page twice", async () => {
  const asked: number[] = [];
  const rows = await allPages(2, (page) => {
    asked.push(page);
    return Promise.resolve({ rows: page === 3 ? ["e"] : ["a", "b"], total: 5 });
  });

  expect({ rows, asked }).toEqual({ rows: ["a", "b", "a", "b", "e"], asked: [1, 2, 3] });
});

it("walks a tree level by level, parents before children", async () => {
  const levels = new Map<string | null, { id: string; name: string; leaf: boolean }[]>([
    [null, [{ id: "1", name: "食品", leaf: false }]],
    ["1", [{ id: "2", name: "核桃", leaf: true }]],
  ]);

  const found = await treeByLevel((parentId) => Promise.resolve(levels.get(parentId) ?? []));

  expect(found.map(({ id, parentId, leaf }) => [id, parentId, leaf])).toEqual([
    ["1", null, false],
    ["2", "1", true],
  ]);
});

it.each([
  { left: false, refunded: false, closed: false, shipped: 0, back: 0, cancelled: 0 },
  { left: true, refunded: false, closed: false, shipped: 3, back: 0, cancelled: 0 },
  { left: true, refunded: true, closed: false, shipped: 3, back: 3, cancelled: 0 },
  { left: false, refunded: true, closed: false, shipped: 0, back: 3, cancelled: 3 },
  { left: false, refunded: false, closed: true, shipped: 0, back: 0, cancelled: 3 },
])("counts units: left $left, refunded $refunded, closed $closed", ({ shipped, back, cancelled, ...order }) => {
  expect(countsOf(3, order)).toMatchObject({ quantity: 3, shipped, refunded: back, cancelled });
});

it("holds for the reasons that hold, and for no other", () => {
  const holds = holdsWhen({ risk: { holds: true, raw: "r 1" }, refund_review: { holds: false, raw: "s 1" } });

  expect(holds).toEqual([{ kind: "risk", until: null, raw: "r 1" }]);
});

it("leaves parcels without a number out", () => {
  const sent = [
    { carrier: "zhongtong", waybill: "" },
    { carrier: "zhongtong", waybill: "7811" },
  ];

  expect(parcelsOf(sent, [])).toEqual([{ carrier: "zhongtong", waybill: "7811", lines: [] }]);
});

it("knows no receiver without a text, and no token with a cipher missing", () => {
  const nobody = { name: null, phone: "", address: undefined, region: ["甘肃省"], ciphers: ["a"] };

  expect(maskedReceiver(nobody)).toBeNull();
  expect(maskedReceiver({ ...nobody, name: "王**", ciphers: ["a", ""] })).toMatchObject({ name: "王**", token: null });
  expect(maskedReceiver({ ...nobody, name: "王**", ciphers: ["a", "b"] })?.token).toBe('["a","b"]');
});
