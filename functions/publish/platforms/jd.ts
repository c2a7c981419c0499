import adapter from "../../../adapters/jd/adapter.ts";
import { laneOf } from "../handler.ts";

/** The publish lane of one platform. Generated from adapters/jd (npm run generate): do not edit. */
export const handler = laneOf(adapter);
