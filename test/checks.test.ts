import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IConfiguration } from "dependency-cruiser";
import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registryText } from "../scripts/generate/registry.ts";
import { ROOT } from "./architecture/files.ts";

describe("the arrows between rooms", () => {
  const rules: IConfiguration = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
  const planted: readonly [rule: string, from: string, to: string][] = [
    ["domain-imports-nothing-of-ours", "domain/plan/a.ts", "adapters/contract.ts"],
    ["adapters-import-domain-only", "adapters/one/a.ts", "functions/shared/b.ts"],
    ["adapters-do-not-meet", "adapters/one/b.ts", "adapters/two/adapter.ts"],
    ["runtime-knows-no-adapter", "adapters/runtime/a.ts", "adapters/two/adapter.ts"],
    ["functions-see-registry-contract-runtime", "functions/pull/a.ts", "adapters/two/adapter.ts"],
    ["functions-import-no-room", "functions/pull/b.ts", "local/start.ts"],
    ["functions-do-not-meet", "functions/pull/c.ts", "functions/publish/publish.ts"],
    ["ship-reads-and-stores-as-they-do", "functions/urgent/ship.ts", "functions/publish/publish.ts"],
    ["infra-imports-registry-only", "infra/a.ts", "functions/publish/publish.ts"],
    ["local-imports-no-function", "local/a.ts", "functions/publish/publish.ts"],
    ["local-imports-registry-only", "local/b.ts", "sandbox/two/index.ts"],
    ["sandbox-imports-nothing-of-ours", "sandbox/one/a.ts", "domain/money.ts"],
    ["sandboxes-do-not-meet", "sandbox/one/b.ts", "sandbox/two/index.ts"],
    ["kit-knows-no-platform", "sandbox/kit/a.ts", "sandbox/two/index.ts"],
    ["cli-and-console-use-the-api", "cli/a.ts", "adapters/contract.ts"],
  ];
  let folder = "";
  let found: readonly string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "arrows-"));
    for (const [, from, to] of planted) {
      write(to, "export const value = 1;\n");
      write(from, `import { value } from "${"../".repeat(from.split("/").length - 1)}${to}";\nvalue;\n`);
    }
    const { tsConfig: _ours, ...options } = rules.options ?? {};
    const { output } = await cruise(["."], {
      ...options,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: rules.forbidden ?? [] },
    });
    if (typeof output === "string") throw new Error(output);
    found = output.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  it.each(planted)("%s is found at %s → %s", (rule, from) => {
    expect(found).toContain(`${rule} ${from}`);
  });
});

describe("the rules of style", () => {
  const eslint = new ESLint({ cwd: ROOT });

  it.each([
    ["no-restricted-syntax", "domain/money.ts", `import { z } from "zod";\nexport const a = z.string();\n`],
    ["no-restricted-syntax", "domain/money.ts", `export * from "./units";\n`],
    ["no-restricted-syntax", "domain/money.ts", `export const now = () => Date.now();\n`],
    ["no-restricted-syntax", "adapters/contract.ts", `export const now = () => new Date();\n`],
    ["no-restricted-syntax", "domain/money.ts", `export const chance = () => Math.random();\n`],
    ["no-restricted-syntax", "functions/shared/turn.ts", `export const region = process.env["AWS_REGION"];\n`],
    ["no-restricted-syntax", "domain/money.ts", `export default 1;\n`],
    ["no-restricted-syntax", "test/checks.test.ts", `import { it } from "vitest";\nit.only("x", () => {});\n`],
    ["no-restricted-globals", "adapters/contract.ts", `export const read = () => fetch("https://example.com");\n`],
    ["no-restricted-globals", "functions/shared/turn.ts", `export const wait = () => setTimeout(() => {}, 1);\n`],
    [
      "no-restricted-imports",
      "functions/shared/turn.ts",
      `import http from "node:http";\nexport const server = http;\n`,
    ],
    ["@typescript-eslint/no-explicit-any", "domain/money.ts", `export const a = (b: any): string => String(b);\n`],
    ["@typescript-eslint/ban-ts-comment", "domain/money.ts", `// @ts-ignore\nexport const a: string = 1;\n`],
    ["@typescript-eslint/no-floating-promises", "domain/money.ts", `export const a = () => { Promise.resolve(1); };\n`],
    ["max-params", "domain/money.ts", `export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];\n`],
  ])("%s is found in %s: %s", async (rule, path, text) => {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });

    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
  });
});

describe("generated files", () => {
  it("change when a folder is added", () => {
    const before = registryText(["one"]);
    const after = registryText(["one", "two"]);

    expect(after).not.toBe(before);
    expect(after).toContain(`import two from "./two/adapter.ts";`);
  });
});
