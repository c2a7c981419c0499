import * as z from "zod";
import { bucketBlob } from "../shared/blob.ts";
import { PublishMessage, TaxonomyMessage } from "../shared/messages.ts";
import { platformLane } from "../shared/platform-lane.ts";
import { publish } from "./publish.ts";
import { refreshTaxonomy } from "./taxonomy.ts";

const Message = z.union([TaxonomyMessage, PublishMessage]);

export const laneOf = platformLane(
  { name: "publish", schema: Message, outside: { blob: bucketBlob } },
  (message, given) => ("taxonomy" in message ? refreshTaxonomy(message, given) : publish(message, given)),
);
