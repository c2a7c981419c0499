import { type Ask, noResult, one, type Reply } from "../answer.ts";
import { CARRIERS } from "../codes.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { toBeijing } from "../time.ts";
import type { Action } from "./action.ts";

function listCarriers(ask: Ask): Reply {
  const rows = Object.entries(CARRIERS).map(([code, name]) => ({ expressCompanyCode: code, expressCompanyName: name }));
  return page(ask, rows);
}

function getCarrier({ params }: Ask): Reply {
  const name = text(params, "companyName");
  const found = Object.entries(CARRIERS).find(([, known]) => known.includes(name));
  return found === undefined ? noResult() : one({ expressCompanyCode: found[0], expressCompanyName: found[1] });
}

/** The rows' keys are in lower case here and in camel case in an item's detail. */
function listFreightTemplates(ask: Ask): Reply {
  return page(
    ask,
    ask.shop.freightTemplates.map(({ id, name }) => ({ freighttemplateid: id, freighttemplatename: name })),
  );
}

function listStores(ask: Ask): Reply {
  return page(
    ask,
    ask.shop.stores.map(({ code, name }) => ({ storeCode: code, storeName: name })),
  );
}

export const shops: Readonly<Record<string, Action>> = {
  "suning.custom.shopinfo.get": {
    module: "getShopInfo",
    required: [],
    run: ({ shop }) => one({ vendorCode: shop.code, shopName: shop.name }),
  },
  "suning.common.systime.get": {
    module: "getSystime",
    required: [],
    run: ({ scene }) => one({ sysTime: toBeijing(scene.clock.now()) }),
  },
  "suning.custom.logisticcompany.query": { module: "logisticCompany", required: [], run: listCarriers },
  "suning.custom.logisticcompany.get": { module: "logisticCompany", required: ["companyName"], run: getCarrier },
  "suning.custom.freighttemplate.query": { module: "freightTemplate", required: [], run: listFreightTemplates },
  "suning.custom.storegroup.query": { module: "queryStoregroup", required: [], run: listStores },
};
