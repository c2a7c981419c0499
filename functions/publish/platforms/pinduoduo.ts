import adapter from "../../../adapters/pinduoduo/adapter.ts";
import { laneOf } from "../handler.ts";

/** The publish lane of one platform. Generated from adapters/pinduoduo (npm run generate): do not edit. */
export const handler = laneOf(adapter);
