import adapter from "../../../adapters/jd/adapter.ts";
import { laneOf } from "../handler.ts";

/** The pull lane of one platform. Generated from adapters/jd (npm run generate): do not edit. */
export const handler = laneOf(adapter);
