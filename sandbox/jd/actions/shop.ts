import type { Actions } from "../call.ts";
import { id } from "../json.ts";

/** Whose shop the token belongs to. */
export const SHOP: Actions = {
  "jingdong.seller.vender.info.get": {
    run: ({ shop }) => ({
      vender_info_result: {
        vender_id: id(shop.venderId),
        shop_id: id(shop.shopId),
        shop_name: shop.name,
        col_type: 0,
        cate_main: 1319,
      },
    }),
  },
  "jingdong.vender.shop.query": {
    run: ({ shop }) => ({
      shop_jos_result: {
        vender_id: id(shop.venderId),
        shop_id: id(shop.shopId),
        shop_name: shop.name,
        open_time: "2024-03-01 10:00:00",
        logo_url: "",
        brief: null,
        category_main: 1319,
        category_main_name: "食品生鲜",
      },
    }),
  },
};
