import adapter from "../../adapters/pinduoduo/adapter.ts";
import { describeAdapter } from "./suite/index.ts";
describeAdapter(adapter);
