/** `npm start`: the whole county on one machine. Only switches the cache on before anything large is loaded. */
import { enableCompileCache } from "node:module";
import { COMPILED } from "./files.ts";

enableCompileCache(COMPILED.NODE_COMPILE_CACHE);
await import("./start-all.ts");
