import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { FOLDERS } from "./data.ts";
import { type Parts, bucketVariable, tableVariable, tokenVariables } from "./environment.ts";
import { grantFolder } from "./grants.ts";
import { type Worker, addWorker } from "./worker.ts";

const TIMEOUT = Duration.seconds(25);

/** Stores uploaded pictures. It has the table's name, as every function, and leave for one folder of the bucket alone. */
export function addPictures(parent: Construct, { data, settings }: Parts): Worker {
  const worker = addWorker(new Construct(parent, "Pictures"), {
    name: "pictures",
    entry: "functions/api/pictures-handler.ts",
    timeout: TIMEOUT,
    environment: { ...tableVariable(data), ...bucketVariable(data), ...tokenVariables(settings) },
    settings,
  });
  grantFolder(worker.role, data.bucket, { folder: FOLDERS.pictures, may: ["Get", "Put"] });
  return worker;
}
