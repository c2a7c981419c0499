import { existsSync } from "node:fs";
import { createRequire } from "node:module";

/** Where the embedded DynamoDB's program is on this machine. Throws a sentence for people when there is none. */
export function dynamoProgram(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const program = createRequire(import.meta.url).resolve(`${name}/dynoxide`);
    if (existsSync(program)) return program;
  } catch {
    // Told below, with what to do.
  }
  throw new Error(NOT_HERE(name));
}

const NOT_HERE = (name: string): string =>
  [
    `There is no embedded DynamoDB for this machine (${name} is not installed).`,
    "Run `docker compose up -d` and set AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000, then start again.",
    `本机没有内嵌的 DynamoDB（未安装 ${name}）。`,
    "请先运行 `docker compose up -d`，并设置环境变量 AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000，然后重新启动。",
  ].join("\n");
