import adapter from "../../../adapters/wechat/adapter.ts";
import { laneOf } from "../handler.ts";

/** The pull lane of one platform. Generated from adapters/wechat (npm run generate): do not edit. */
export const handler = laneOf(adapter);
