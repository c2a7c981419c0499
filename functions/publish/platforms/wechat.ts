import adapter from "../../../adapters/wechat/adapter.ts";
import { laneOf } from "../handler.ts";

/** The publish lane of one platform. Generated from adapters/wechat (npm run generate): do not edit. */
export const handler = laneOf(adapter);
