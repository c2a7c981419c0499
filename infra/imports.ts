import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type Parts, tableVariable, tokenVariables } from "./environment.ts";
import { type Worker, addWorker } from "./worker.ts";

const TIMEOUT = Duration.seconds(25);

/** Reads uploaded workbooks, alone: what reads them is as large as the rest of the API. It has the table's name, as every function, and leave for nothing. */
export function addImports(parent: Construct, { data, settings }: Parts): Worker {
  return addWorker(new Construct(parent, "Imports"), {
    name: "imports",
    entry: "functions/api/imports-handler.ts",
    timeout: TIMEOUT,
    environment: { ...tableVariable(data), ...tokenVariables(settings) },
    settings,
  });
}
