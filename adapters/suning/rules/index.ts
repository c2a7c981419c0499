export { carrierCode, carrierOf, carriers, limits, manner, rates } from "./facts.ts";
export { lint } from "./lint.ts";
export { mapping } from "./mapping.ts";
export { app, shop } from "./settings.ts";
export type { App, Shop, X } from "./settings.ts";
