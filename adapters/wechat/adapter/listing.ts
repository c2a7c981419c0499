import type { Body, Effect, EffectFacts, EffectKind, ListingRef } from "../../contract.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { failures, isListedOnce } from "../codes/index.ts";
import { overProduct, refOf, toLife, toProduct, withStock } from "../map/index.ts";
import { change, Done, WireCreated } from "../wire/index.ts";
import { see, type X } from "./find.ts";

type Effects<K extends EffectKind> = { [Kind in K]: Effect<Kind, X> };
/** Above this many skus the platform writes on after its answer. */
const WRITTEN_AT_ONCE = 25;
const READ_AFTER_MS = 5_000;
const SET = 3;

const lookup: EffectFacts = {
  settle: "lookup",
  needs: ["exists"],
  batch: 500,
  costsQuota: false,
  confidence: "documented",
};
const idOf = (ref: ListingRef) => ref.platformId ?? "";

/** The answer of a write of skus: done, or the platform still works on it. */
function written(body: Body, platformId: string) {
  const value = refOf(body.merchantKey, platformId);
  return body.voucher === null && body.skus.length > WRITTEN_AT_ONCE
    ? ({ kind: "accepted", value, readAfterMs: READ_AFTER_MS } as const)
    : ({ kind: "done", value } as const);
}

/** A simple verb on a product number. */
const verb = (api: string) => (ref: ListingRef, x: X) =>
  x.call(change({ api, body: { product_id: idOf(ref) }, reply: Done }));

/** Stock of a draft that never was on sale goes with the draft; afterwards, and for vouchers always, by sku with an absolute number. */
async function putStock(ref: ListingRef, target: ReadonlyMap<string, number>, x: X): Promise<void> {
  const there = await see(idOf(ref), x);
  if (there !== null && there.draft !== null && !there.isVoucher && !isListedOnce(there.status)) {
    await x.call(
      change({
        api: "product/update",
        body: { ...withStock(there.draft, target), product_id: idOf(ref) },
        reply: WireCreated,
      }),
    );
    return;
  }
  for (const [sku_id, num] of target) {
    await x.call(
      change({
        api: "product/stock/update",
        body: { product_id: idOf(ref), sku_id, diff_type: SET, num },
        reply: Done,
      }),
    );
  }
}

/** Effects on products, prices and stock. */
export const listingEffects: Effects<
  "create" | "update" | "submit" | "withdraw" | "setPrice" | "setStock" | "delist" | "remove"
> = {
  create: {
    ...lookup,
    needs: [],
    costsQuota: true, // a draft: nothing is on sale before `submit`
    async send(body, x) {
      if (body.voucher === null) {
        const { data } = await x.call(change({ api: "product/add", body: toProduct(body, x.now), reply: WireCreated }));
        return written(body, data.product_id);
      }
      if (!x.shop.localLife) {
        const failure = lineFailure(failures, {
          code: "10020150",
          message: "localLife is switched off for this shop; nothing was sent",
        });
        return {
          kind: "partly",
          value: { ...refOf(body.merchantKey, ""), platformId: null },
          failed: body.skus.map(({ merchantKey }) => ({ merchantKey, failure })),
        };
      }
      const { data } = await x.call(
        change({ api: "product/locallife/add", body: toLife(body, null, []), reply: WireCreated }),
      );
      return written(body, data.product_id);
    },
  },
  update: {
    ...lookup,
    needs: ["exists", "not_in_audit"],
    costsQuota: true,
    async send({ ref, body, facets }, x) {
      const [there, product_id] = [await see(idOf(ref), x), idOf(ref)];
      if (body.voucher !== null) {
        await x.call(
          change({
            api: "product/locallife/update",
            body: { ...toLife(body, there, facets), product_id },
            reply: WireCreated,
          }),
        );
        return written(body, product_id);
      }
      const product = toProduct(body, x.now);
      await x.call(
        change({
          api: "product/update",
          body: { ...(there === null ? product : overProduct(product, there, facets)), product_id },
          reply: WireCreated,
        }),
      );
      return written(body, product_id);
    },
  },
  submit: {
    ...lookup,
    needs: ["exists", "not_in_audit"],
    costsQuota: true,
    async send(ref, x) {
      await verb("product/listing")(ref, x);
      return { kind: "accepted", value: null, readAfterMs: READ_AFTER_MS };
    },
  },
  withdraw: {
    ...lookup,
    async send(ref, x) {
      await verb("product/audit/cancel")(ref, x);
      return { kind: "done", value: null };
    },
  },
  setPrice: {
    ...lookup,
    settle: "idempotent",
    needs: ["exists", "on_shelf", "not_in_audit"],
    async send({ ref, skus }, x) {
      const api = (await see(idOf(ref), x))?.isVoucher ? "product/locallife/auditfree" : "product/auditfree";
      const prices = skus.map(({ platformSkuId, value }) => ({ sku_id: platformSkuId, sale_price: value }));
      await x.call(change({ api, body: { product_id: idOf(ref), skus: prices }, reply: Done }));
      return { kind: "done", value: null };
    },
  },
  setStock: {
    ...lookup,
    needs: ["exists", "not_in_audit"],
    batch: 1, // no batch exists; a set sent late gives sold units back, so it is read back
    async send({ ref, skus }, x) {
      await putStock(ref, new Map(skus.map(({ platformSkuId, value }) => [platformSkuId, value.target])), x);
      return { kind: "done", value: null };
    },
  },
  delist: {
    ...lookup,
    needs: ["exists", "on_shelf"],
    async send(ref, x) {
      await verb("product/delisting")(ref, x);
      return { kind: "done", value: null };
    },
  },
  remove: {
    ...lookup,
    needs: ["exists", "not_in_audit", "off_shelf"],
    async send(ref, x) {
      await verb("product/delete")(ref, x);
      return { kind: "done", value: null };
    },
  },
};
