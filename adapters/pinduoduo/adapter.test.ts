import { expect, it } from "vitest";
import { instantFrom } from "../../domain/time.ts";
import adapter from "./adapter.ts";
import { answering } from "./fixtures/replies.ts";

const facts = {
  app: { clientId: "c", clientSecret: "secret-of-sixteen" },
  shop: { mallId: "1001" },
  token: "t",
  baseUrl: "https://gw-api.pinduoduo.com",
  now: instantFrom("2026-11-25T06:00:00Z"),
  key: "intent-1",
};
const ref = { merchantKey: "WAL-1", platformId: "500100200300", ticket: null };

it.each([
  ["fills an empty sku, and puts it up again", { target: 5, change: 5 }, ["quantity.update", "sku.price.update"]],
  ["adds to one that has some", { target: 9, change: 5 }, ["quantity.update"]],
  ["empties one", { target: 0, change: -5 }, ["quantity.update"]],
])("stock %s", async (_what, value, calls) => {
  const { setStock } = adapter.effects;
  if ("absent" in setStock) throw new TypeError("stock is written");
  const { sent, call } = answering("done", "done");
  const skus = [{ merchantKey: "WAL-1-500", platformSkuId: "900700800901", value }];

  expect(await setStock.send({ ref, skus }, { ...facts, call })).toMatchObject({ kind: "done" });
  expect(sent.map(({ api }) => api)).toEqual(calls.map((name) => `pdd.goods.${name}`));
  expect(sent[0]?.body).toMatchObject({ quantity: value.change, update_type: 2 });
});
