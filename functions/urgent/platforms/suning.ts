import adapter from "../../../adapters/suning/adapter.ts";
import { laneOf } from "../handler.ts";

/** The urgent lane of one platform. Generated from adapters/suning (npm run generate): do not edit. */
export const handler = laneOf(adapter);
