import adapter from "../../adapters/jd/adapter.ts";
import { describeAdapter } from "./suite/index.ts";
describeAdapter(adapter);
