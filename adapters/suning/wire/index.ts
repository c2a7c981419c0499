/** What Suning sends and wants, as far as we read it. Every value is a text there; counters come as numbers or texts. */
export * from "./calls.ts";
export * from "./envelope.ts";
export * from "./orders.ts";
export * from "./wares.ts";
