import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IConfiguration } from "dependency-cruiser";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
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
  const planted: Readonly<Record<string, readonly [rule: string, line: string][]>> = {
    "domain/money.ts": [
      ["no-restricted-syntax", `import { z } from "zod";`],
      ["no-restricted-syntax", `export * from "./units";`],
      ["no-restricted-syntax", `export const now = () => Date.now();`],
      ["no-restricted-syntax", `export const chance = () => Math.random();`],
      ["no-restricted-syntax", `export default 1;`],
      ["@typescript-eslint/no-explicit-any", `export const a = (b: any): string => String(b);`],
      ["@typescript-eslint/ban-ts-comment", `// @ts-ignore`],
      ["max-params", `export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];`],
    ],
    "functions/shared/turn.ts": [
      ["no-restricted-imports", `import http from "node:http";`],
      ["no-restricted-syntax", `export const region = process.env["AWS_REGION"];`],
      ["no-restricted-syntax", `export const today = () => new Date();`],
      ["no-restricted-globals", `export const wait = () => setTimeout(() => {}, 1);`],
      ["no-restricted-globals", `export const read = () => fetch("https://example.com", http);`],
    ],
    "test/checks.test.ts": [["no-restricted-syntax", `it.only("runs alone", () => {});`]],
  };
  const found = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const eslint = new ESLint({ cwd: ROOT, overrideConfig: tseslint.configs.disableTypeChecked });
    for (const [path, lines] of Object.entries(planted)) {
      const text = lines.map(([, line]) => `${line}\n`).join("");
      const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });
      found.set(path, result?.messages.map(({ ruleId, line }) => `${ruleId} ${lines[line - 1]?.[1]}`) ?? []);
    }
  });

  it("finds a promise that nobody waits for, by its type", async () => {
    const folder = mkdtempSync(join(tmpdir(), "typed-"));
    const text = "export const later = (): void => {\n  Promise.resolve(1);\n};\n";
    writeFileSync(join(folder, "planted.ts"), text);
    writeFileSync(join(folder, "tsconfig.json"), `{ "compilerOptions": { "types": [] }, "files": ["planted.ts"] }`);
    const parserOptions = { projectService: false, project: "tsconfig.json", tsconfigRootDir: folder };
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: join(ROOT, "eslint.config.js"),
      overrideConfig: { languageOptions: { parserOptions } },
    });

    const [result] = await eslint.lintText(text, { filePath: join(folder, "planted.ts") });

    rmSync(folder, { recursive: true, force: true });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(["@typescript-eslint/no-floating-promises"]);
  });

  it.each(Object.entries(planted).flatMap(([path, lines]) => lines.map(([rule, line]) => ({ path, rule, line }))))(
    "$rule is found in $path at $line",
    ({ path, rule, line }) => {
      expect(found.get(path)).toContain(`${rule} ${line}`);
    },
  );
});

describe("generated files", () => {
  it("change when a folder is added", () => {
    const before = registryText(["one"]);
    const after = registryText(["one", "two"]);

    expect(after).not.toBe(before);
    expect(after).toContain(`import two from "./two/adapter.ts";`);
  });
});
