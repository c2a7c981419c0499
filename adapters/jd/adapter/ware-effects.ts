import type { Adapter, Effect, Effects } from "../../contract.ts";
import { yuanFromFen } from "../../../domain/money.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { failures, stockRefusal } from "../codes/index.ts";
import { isSame, NO_COLOUR, toAddedSku, toNewWare, toRef, toSku, toWare } from "../map/index.ts";
import { reads, WireAdded, WireDone, WireImages, WireSkuList, WireStockSet, writes } from "../wire/index.ts";
import type { JdContext } from "./settings.ts";
import { categoryOf } from "./taxonomy.ts";
import { skuOf, skusOf, stockOf, wareIdOf } from "./wares.ts";
import type * as z from "zod";

type All = Adapter<z.ZodObject, z.ZodObject, JdContext>["effects"];
type WareEffects = Pick<
  All,
  "create" | "update" | "submit" | "withdraw" | "setPrice" | "setStock" | "list" | "delist" | "remove"
>;
type Update = Effects["update"][0];

const DONE = { kind: "done", value: null } as const;
const documented = { costsQuota: false, confidence: "documented" } as const;
/** Direct reads of a ware follow its writes at once; this lets a ware that needs no audit come up. */
const READ_AFTER_MS = 5_000;
const DELETED_SKU = 4;

const create: Effect<"create", JdContext> = {
  ...documented,
  settle: "lookup",
  needs: [],
  batch: 299,
  async send(body, x) {
    const leaf = (await categoryOf(body.categoryId, x)) ?? { id: body.categoryId, name: "" };
    const { ware } = await x.call(writes("jingdong.ware.write.add", toNewWare(body, leaf), WireAdded));
    return { kind: "done", value: toRef(body.merchantKey, ware.wareId) };
  },
};

const update: Effect<"update", JdContext> = {
  ...documented,
  settle: "idempotent", // each group puts the same values again; new skus come with nothing in stock
  needs: ["exists"],
  batch: 299,
  async send(edit, x) {
    const wareId = wareIdOf(edit.ref);
    if (edit.facets.includes("pictures")) await putPictures(wareId, edit, x);
    if (edit.facets.includes("text") || edit.facets.includes("delivery")) {
      const ware = { wareId, ...toWare(edit.body) };
      await x.call(writes("jingdong.ware.write.updateWare", { ware }, WireDone));
    }
    if (edit.facets.includes("options")) await putOptions(wareId, edit, x);
    return { kind: "done", value: edit.ref };
  },
};

/** Writing an index overwrites it; what is left beyond the new ones goes away. */
async function putPictures(wareId: string, { body: { pictures } }: Update, { call }: JdContext): Promise<void> {
  const indexes = pictures.map((_, index) => index + 1);
  const body = {
    wareId,
    colorId: indexes.map(() => NO_COLOUR).join(","),
    imgIndex: indexes.join(","),
    imgUrl: pictures.join(","),
  };
  await call(writes("jingdong.image.write.update", body, WireDone));
  const { images } = await call(reads("jingdong.image.read.findImagesByWareId", { wareId }, WireImages));
  const rest = images.filter((image) => image.colorId === NO_COLOUR && image.imgIndex > pictures.length);
  if (rest.length === 0) return;
  const gone = {
    wareId,
    colorIds: rest.map((image) => image.colorId).join(","),
    imgIndexes: rest.map((image) => image.imgIndex).join(","),
  };
  await call(writes("jingdong.image.write.delete", gone, WireDone));
}

/** Never `saveWareSkus`, which deletes what it is not told. Options of ours that are no longer wanted are deleted one by one. */
async function putOptions(wareId: string, { body }: Update, x: JdContext): Promise<void> {
  const there = await skusOf(wareId, x);
  const skus = body.skus.map((sku, index) =>
    there.some((other) => isSame(sku, other)) ? toSku(sku, index) : toAddedSku(sku, index),
  );
  const { skuList } = await x.call(writes("jingdong.sku.write.updateSkus", { wareId, skus }, WireSkuList));
  const kept = new Set(skuList.map((sku) => sku.skuId));
  if (kept.size === 0) return;
  for (const old of there.filter((sku) => sku.outerId !== "" && !kept.has(sku.skuId))) {
    const now = await skuOf(old.skuId, x);
    if (now === null || now.status === DELETED_SKU) continue;
    await x.call(writes("jingdong.sku.write.deleteSku", { skuId: old.skuId }, WireDone));
  }
}

const setPrice: Effect<"setPrice", JdContext> = {
  ...documented,
  settle: "idempotent",
  needs: ["exists"],
  batch: 1,
  async send({ skus }, { call }) {
    for (const { platformSkuId: skuId, value } of skus) {
      const body = { skuId, jdPrice: yuanFromFen(value) };
      await call(writes("jingdong.price.write.updateSkuJdPrice", body, WireDone));
    }
    return DONE;
  },
};

const setStock: Effect<"setStock", JdContext> = {
  ...documented,
  settle: "lookup", // a total sent late gives sold units back
  needs: ["exists"],
  batch: 10, // JD takes 30; each one's bookings are read first, and the write should come soon after
  async send({ skus }, x) {
    const skuStocks = [];
    for (const { platformSkuId: skuId, value } of skus) {
      skuStocks.push({ skuId, stockNum: value.target + (await stockOf(skuId, x)).booked });
    }
    const req = { updateModel: "fullStockIn", stockRfId: x.key, skuStocks };
    const { returnType } = await x.call(writes("jingdong.ware.stock.sku.set", { req }, WireStockSet));
    const refused = (returnType.obj?.updateStockResult ?? []).filter((line) => !line.success);
    const failed = refused.flatMap(({ data, message }) => {
      const sku = skus.find(({ platformSkuId }) => platformSkuId === data);
      const failure = lineFailure(failures, stockRefusal(message));
      return sku === undefined ? [] : [{ merchantKey: sku.merchantKey, failure }];
    });
    return failed.length === 0 ? DONE : { kind: "partly", value: null, failed };
  },
};

const list: Effect<"list", JdContext> = {
  ...documented,
  settle: "lookup",
  needs: ["exists", "not_in_audit"],
  batch: 1,
  async send(ref, { call }) {
    const body = { wareId: wareIdOf(ref), opType: 1 };
    await call(writes("jingdong.ware.write.upOrDown", body, WireDone));
    return { kind: "accepted", value: null, readAfterMs: READ_AFTER_MS }; // on the shelf at once, or waiting for the audit
  },
};

const delist: Effect<"delist", JdContext> = {
  ...documented,
  settle: "idempotent",
  needs: ["exists"],
  batch: 1,
  async send(ref, { call }) {
    const body = { wareId: wareIdOf(ref), opType: 2 };
    await call(writes("jingdong.ware.write.upOrDown", body, WireDone));
    return DONE;
  },
};

const remove: Effect<"remove", JdContext> = {
  ...documented,
  settle: "lookup",
  needs: ["exists", "off_shelf"],
  batch: 1,
  async send(ref, { call }) {
    await call(writes("jingdong.ware.write.delete", { wareId: wareIdOf(ref) }, WireDone));
    return DONE;
  },
};

/** What changes a ware. JD has no submission of its own: listing starts the audit where one is due. */
export const wareEffects: WareEffects = {
  create,
  update,
  submit: { absent: { zh: "京东上架即送审，没有单独的送审", en: "listing starts the audit: there is no submission" } },
  withdraw: {
    absent: { zh: "京东没有公开的撤回审核接口", en: "no public method takes a ware out of the audit" },
  },
  setPrice,
  setStock,
  list,
  delist,
  remove,
};
