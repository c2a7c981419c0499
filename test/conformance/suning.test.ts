import adapter from "../../adapters/suning/adapter.ts";
import { describeAdapter } from "./suite/index.ts";
describeAdapter(adapter);
