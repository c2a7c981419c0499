import { lane } from "../shared/batch.ts";
import { PublishMessage } from "../shared/messages.ts";
import { publish } from "./publish.ts";

export const handler = lane("publish", PublishMessage, publish);
