import type { Adapter } from "./contract.ts";
import jd from "./jd/adapter.ts";
import pinduoduo from "./pinduoduo/adapter.ts";
import suning from "./suning/adapter.ts";
import wechat from "./wechat/adapter.ts";

/** Every adapter by its id. Generated from the folders beside this file (npm run generate): do not edit. */
export const adapters: Readonly<Record<string, Adapter>> = { jd, pinduoduo, suning, wechat };
