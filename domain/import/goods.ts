import type { Cells } from "./cells.ts";
import type { GoodsField } from "./columns.ts";
import type { Group } from "./group.ts";
import { categoryFrom } from "../listing/category.ts";
import { CERTIFICATES, LEGAL_CLASSES, RETURNS, STORAGE, TEMPERATURES } from "./names.ts";
import { headOf, locateGroup, optionOf, priceOfRow, type BuildContext, type Built } from "./shared.ts";

type Row = Cells<GoodsField>;

const HEAD: Readonly<Record<string, GoodsField>> = {
  merchantKey: "code",
  id: "code",
  titleShort: "title",
  titleLong: "titleLong",
  categoryCode: "category",
  legalClass: "legalClass",
  originCode: "origin",
  originText: "originText",
  supplierId: "supplier",
  brand: "brand",
  sellingPoints: "points",
  pictures: "mainPictures",
  descriptionHtml: "detail",
  purchaseLimit: "limit",
  netContent: "content",
  grossWeightG: "gross",
  "specs/grade": "grade",
  "specs/sizeMm": "size",
  "specs/packaging": "packaging",
  shelfLifeDays: "shelfLife",
  storage: "storage",
  ingredients: "ingredients",
  standardNo: "standard",
  scNo: "sc",
  producer: "producer",
  "producer/address": "producerAddress",
  "producer/contact": "producerContact",
  "producer/uscc": "producerUscc",
  productionDate: "productionDate",
  producedWithinDays: "producedWithin",
  material: "material",
  "compliance/alcoholPercent": "alcohol",
  "compliance/cosmeticFilingNo": "cosmetic",
  promiseCert: "promiseNo",
  "promiseCert/issuer": "promiseIssuer",
  "promiseCert/date": "promiseDate",
  certs: "certs",
  quarantine: "quarantine",
  licences: "licences",
  season: "seasonFrom",
  "season/to": "seasonTo",
  "ship/locationId": "location",
  "ship/promiseHours": "hours",
  "ship/notSend": "notSend",
  "ship/temp": "temp",
  "ship/presale": "presaleDay",
  returns: "returns",
  options: "optionCode",
};
const OPTION: Readonly<Record<string, GoodsField>> = {
  id: "optionCode",
  merchantKey: "optionCode",
  name: "optionName",
  price: "sell",
  "price/listFen": "list",
  "price/floorFen": "floor",
  "price/costFen": "cost",
  draws: "pools",
  netContent: "content",
  grossWeightG: "gross",
  barcode: "barcode",
  supplyTerms: "supplyPrice",
};

/** A listing of goods from the rows of one code. */
export function goodsOf(group: Group<GoodsField>, context: BuildContext): Built {
  const [cells] = group.rows;
  const input = {
    ...headOf(group.code, cells, context),
    kind: "goods",
    ...labelOf(cells),
    ...papersOf(cells),
    ...shippingOf(cells),
    options: group.rows.map((row, index) => goodsOption(row, index, context)),
  };
  return { input, locate: locateGroup(group, { head: HEAD, option: OPTION, fallback: "code" }) };
}

function labelOf(cells: Row): object {
  const category = cells.need("category");
  return {
    categoryCode: category === undefined ? undefined : (categoryFrom(category)?.code ?? category),
    legalClass: cells.choice("legalClass", LEGAL_CLASSES),
    originText: cells.text("originText"),
    brand: cells.text("brand"),
    specs: { grade: cells.text("grade"), sizeMm: cells.whole("size"), packaging: cells.text("packaging") },
    shelfLifeDays: cells.whole("shelfLife"),
    storage: cells.choice("storage", STORAGE),
    ingredients: cells.text("ingredients"),
    standardNo: cells.text("standard"),
    scNo: cells.text("sc"),
    producer: producerOf(cells),
    productionDate: cells.day("productionDate"),
    producedWithinDays: cells.whole("producedWithin"),
    material: cells.text("material"),
    compliance: complianceOf(cells),
  };
}

function producerOf(cells: Row): object | undefined {
  const name = cells.text("producer");
  const [address, contact] = [cells.text("producerAddress"), cells.text("producerContact")];
  return name === undefined ? undefined : { name, address, contact, uscc: cells.text("producerUscc") };
}

function complianceOf(cells: Row): object | undefined {
  const [alcohol, cosmeticFilingNo] = [cells.text("alcohol"), cells.text("cosmetic")];
  if (alcohol === undefined) return cosmeticFilingNo === undefined ? undefined : { cosmeticFilingNo };
  const alcoholPercent = Number(alcohol.normalize("NFKC").replace(/%|°|度|vol/gi, ""));
  if (Number.isNaN(alcoholPercent))
    cells.problem("alcohol", "import.unreadable", {
      say: [`「${alcohol}」读不懂`, `"${alcohol}" can't be read`],
      remedy: ["酒精度写作 12", "write the alcohol content as 12"],
    });
  return { alcoholPercent, cosmeticFilingNo };
}

function papersOf(cells: Row): object {
  const promise = cells.text("promiseNo");
  const types: Readonly<Record<string, string>> = CERTIFICATES;
  return {
    promiseCert:
      promise === undefined
        ? undefined
        : { no: promise, issuer: cells.need("promiseIssuer"), date: cells.day("promiseDate") },
    certs: cells.pairs("certs").map(([name, no]) => ({ type: types[name] ?? "other", no: no === "" ? name : no })),
    quarantine: cells.list("quarantine").map((no) => ({ type: "animal", no })),
  };
}

function shippingOf(cells: Row): object {
  const [from, to] = [cells.text("seasonFrom"), cells.text("seasonTo")];
  const shipAfterDate = cells.day("presaleDay");
  return {
    season: from === undefined && to === undefined ? undefined : { from, to, state: "active" },
    ship: {
      locationId: cells.need("location"),
      promiseHours: cells.whole("hours") ?? 48,
      notSend: cells.list("notSend").map((text) => text.replace(/\D/g, "")),
      temp: cells.choice("temp", TEMPERATURES),
      presale: shipAfterDate === undefined ? undefined : { shipAfterDate, reason: "预售" },
    },
    returns: cells.choice("returns", RETURNS),
    freshClaim: cells.text("returns") === "坏损包赔" ? { hours: 24, evidence: "签收照片" } : undefined,
  };
}

function goodsOption(cells: Row, index: number, context: BuildContext): object {
  const content = cells.content("content");
  const grams = cells.content("grams");
  return {
    ...optionOf(cells, index, context),
    price: priceOfRow(cells),
    netContent:
      content === undefined ? undefined : { ...content, grams: content.unit === "g" ? undefined : grams?.value },
    grossWeightG: cells.content("gross")?.value,
    barcode: cells.text("barcode"),
  };
}
