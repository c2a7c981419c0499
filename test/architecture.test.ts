import { describe, expect, it } from "vitest";
import { sources } from "./architecture/files.ts";
import { importsOf, localCallsFunctions, sandboxKnowsUs } from "./architecture/imports.ts";
import { platformNames } from "./architecture/platform-names.ts";

const all = sources();

describe("platform names", () => {
  it("stand only in the platform's own folders, its tests and generated files", () => {
    expect(all.flatMap(platformNames)).toEqual([]);
  });

  it.each([
    ["a quoted id", `if (shop.platform === "jd") return;`],
    ["an identifier", "const isWechat = true;"],
    ["the middle of a name", "sendToSuningFirst();"],
    ["a comment", "// JD audits at the shelf call"],
    ["a sentence for people", `say({ zh: "请在京东后台修改" });`],
  ])("are found in %s", (_where, text) => {
    expect(platformNames({ path: "functions/publish/planted.ts", text })).toHaveLength(1);
  });

  it("may be written in the platform's own folder", () => {
    expect(platformNames({ path: "adapters/jd/map.ts", text: `const id = "jd";` })).toEqual([]);
  });

  it("are not seen inside other words", () => {
    expect(platformNames({ path: "domain/planted.ts", text: "const adjd = jdk + reassuning;" })).toEqual([]);
  });
});

describe("sandboxes", () => {
  it("import nothing of ours", () => {
    expect(all.flatMap(sandboxKnowsUs)).toEqual([]);
  });

  it.each([
    `import { fen } from "../../domain/money.ts";`,
    `import type { Body } from "../../adapters/contract.ts";`,
    `const { adapters } = await import("../../adapters/registry.ts");`,
    `export * from "../../test/factories/order.ts";`,
  ])("are caught at %s", (text) => {
    expect(sandboxKnowsUs({ path: "sandbox/planted/handle.ts", text })).toHaveLength(1);
  });

  it("may import the kit, packages and Node's own modules", () => {
    const text = `import { a } from "../kit/types.ts";\nimport * as z from "zod";\nimport { b } from "node:fs";`;

    expect(sandboxKnowsUs({ path: "sandbox/planted/handle.ts", text })).toEqual([]);
  });
});

describe("the machine", () => {
  it("imports no function", () => {
    expect(all.flatMap(localCallsFunctions)).toEqual([]);
  });

  it("is caught when it does", () => {
    const text = `import { handler } from "../functions/publish/handler.ts";`;

    expect(localCallsFunctions({ path: "local/planted.ts", text })).toEqual(["functions/publish/handler.ts"]);
  });
});

it("sees imports over several lines, of types, and without names", () => {
  const text = `import {\n  a,\n  type B,\n} from "./a.ts";\nimport type { C } from "../c.ts";\nimport "./d.ts";`;

  expect(importsOf({ path: "domain/order/planted.ts", text })).toEqual([
    "domain/order/a.ts",
    "domain/c.ts",
    "domain/order/d.ts",
  ]);
});
