import { CARRIERS } from "../carriers.ts";
import type { Actions } from "../call.ts";
import { id } from "../json.ts";
import { needText, textOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";

const PROVINCES = [
  [18, "湖南"],
  [31, "甘肃"],
  [25, "云南"],
] as const;

/** Brands, freight templates, addresses, carriers and the other things that a shop has set up (reference 6.2, 11). */
export const SUPPLIES: Actions = {
  "jingdong.pop.vender.cener.venderBrand.query": {
    run({ shop, params }) {
      const part = textOf(params, "name") ?? "";
      const brands = shop.brands.filter((brand) => brand.name.includes(part));
      return { brandList: brands.map((brand) => ({ erpBrandId: id(brand.id), brandName: brand.name })) };
    },
  },
  "jingdong.SkuFareTemplateService.getTemplates": {
    run: ({ shop }) => ({
      query_skuFareTemplate_result: {
        resultStr: "success",
        template_list: shop.freight.map((template, index) => ({
          id: id(template.id),
          index: index + 1,
          template_name: template.name,
          rule_type: 1,
          is_free: index === 0,
        })),
      },
    }),
  },
  "jingdong.vender.shopcategory.findShopCategoriesByVenderId": {
    run: ({ shop }) => ({
      shopCategoryList: shop.shopCategories.map((one) => ({
        id: id(one.id),
        cid: id(one.id),
        name: one.name,
        parentId: 0,
      })),
    }),
  },
  "jingdong.vender.shipaddress.query": {
    run({ shop }) {
      const list = shop.addresses.map((one) => ({ id: id(one.id), address_name: one.name, name: one.name }));
      const counts = { is_success: true, error_code: null, error_msg: null, total_count: list.length };
      return { returnAddressResult: { ...counts, ship_address_s: list, ship_address_vo: list } };
    },
  },
  "jingdong.fce.alpha.getVenderCarrier": {
    run: ({ shop }) => ({
      StandardGenericResponse: {
        resultCode: 1,
        resultMsg: "success",
        result: {
          carrierList: [...CARRIERS]
            .filter(([carrier]) => shop.carriers.has(carrier))
            .map(([carrier, name]) => ({ id: Number(carrier), name })),
        },
      },
    }),
  },
  "jingdong.areas.province.get": {
    token: false,
    run: () => ({
      baseAreaServiceResponse: {
        resultCode: 1,
        data: PROVINCES.map(([areaId, areaName]) => ({ areaId, areaName, level: 1, parentId: 0 })),
      },
    }),
  },
  "jingdong.detection.textRedLineDetect": {
    token: false,
    required: ["text"],
    run({ params }) {
      const text = needText(params, "text");
      const words = PLACEHOLDERS.forbiddenWords.value.filter((word) => text.includes(word));
      return { TextDetectResult: { sensitive: words.length > 0, sensitiveWords: words.join(";") } };
    },
  },
};
