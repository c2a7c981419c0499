import type { Named, Taxonomy } from "../../contract.ts";
import { toCategories, toRules } from "../map/index.ts";
import type { X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";
import { allRows } from "./pages.ts";

/** Reference data of the shop; codes differ between shops and are never kept in code. */
export const taxonomy: Taxonomy<X> = {
  async categories(x) {
    return toCategories(await allRows(x, "category.query", { row: wire.WireCategory }));
  },
  async rules(categoryCode, x) {
    const rows = await allRows(x, "itemparameters.query", { params: { categoryCode }, row: wire.WireParameter });
    return toRules(categoryCode, rows);
  },
  async brands(categoryCode, x) {
    const rows = await allRows(x, "newbrand.query", { params: { categoryCode }, row: wire.WireBrand });
    return rows.map((row) => ({ id: row.brandCode, name: row.brandName }));
  },
  async freightTemplates(x) {
    const rows = await allRows(x, "freighttemplate.query", { row: wire.WireFreightTemplate });
    return rows.flatMap((row): Named[] => {
      const id = row.freightTemplateId ?? row.freighttemplateid;
      return id ? [{ id, name: row.freightTemplateName ?? row.freighttemplatename ?? id }] : [];
    });
  },
  async addresses(x) {
    const rows = await allRows(x, "invaddress.query", { row: wire.WireAddress });
    return rows.map((row) => ({ id: row.invAddrId, name: row.invName || row.streetAddress || row.invAddrId }));
  },
  async carriers(x) {
    const rows = await allRows(x, "logisticcompany.query", { row: wire.WireCarrier });
    return rows.map((row) => ({ id: row.expressCompanyCode, name: row.expressCompanyName }));
  },
};
