import adapter from "../../adapters/wechat/adapter.ts";
import { describeAdapter } from "./suite/index.ts";
describeAdapter(adapter);
