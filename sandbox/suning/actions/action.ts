import type { Ask, Reply } from "../answer.ts";

/** One call: `module` is the word that its missing-parameter code carries. */
export interface Action {
  module: string;
  required: readonly string[];
  run(ask: Ask): Reply;
}
