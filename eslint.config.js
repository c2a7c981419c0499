import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const OUR_TYPESCRIPT = ["**/*.ts"];
const TESTS = ["**/*.test.ts", "test/**/*.ts", "**/testing/**/*.ts", "**/fixtures.ts", "**/test-*.ts"];
const NO_NETWORK_OR_TIMERS = ["fetch", "WebSocket", "XMLHttpRequest", "setTimeout", "setInterval", "setImmediate"];
const PURE = ["domain/**/*.ts", "adapters/**/*.ts", "functions/**/*.ts"];
/** The only files of the pure rooms that may touch the world, each for what its name says. */
const DOORS = [
  "adapters/runtime/{transport,relay}.ts",
  "functions/shared/{clock,env,wiring,keyring,telemetry}.ts",
  "functions/*/services.ts",
];

/** In one place, since a later block that sets this rule replaces an earlier one. */
const SYNTAX = [
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: 'Write import * as z from "zod": named imports keep bundlers from dropping what is unused.',
  },
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportDefaultSpecifier",
    message: 'Write import * as z from "zod".',
  },
  {
    selector:
      ":matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^\\.{1,2}\\/(?!.*\\.(?:ts|js|json)$)/]",
    message: "Relative imports name the file with its ending (.ts).",
  },
  { selector: "TSEnumDeclaration", message: "Use a literal union and a lookup table." },
  { selector: "TSParameterProperty", message: "Node runs these files without a compiler: write the field out." },
];
const SYNTAX_OF_TESTS = [
  ...SYNTAX,
  {
    selector:
      "CallExpression > MemberExpression.callee[property.name=/^(only|skip|todo)$/][object.name=/^(describe|it|test)$/]",
    message: "A test runs or it goes.",
  },
];
const DEFAULT_EXPORT = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name; only adapters, sandboxes and configurations have a default export.",
};
const WORLD_IN_SYNTAX = [
  { selector: "MemberExpression[object.name='Date']", message: "Time comes from the Clock port (domain/time.ts)." },
  { selector: "NewExpression[callee.name='Date']", message: "Time comes from the Clock port (domain/time.ts)." },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: "Chance comes from a port." },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "The environment is read in env.ts.",
  },
];
const NO_NODE_WORLD = [
  "node:timers",
  "node:timers/promises",
  "node:http",
  "node:https",
  "node:net",
  "node:child_process",
];

export default defineConfig(
  { ignores: ["node_modules/**", "cdk.out/**", ".local/**", "dist/**", "coverage/**", "**/*.cjs"] },
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  {
    files: OUR_TYPESCRIPT,
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true }],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "separate-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "off",
      "no-restricted-syntax": ["error", ...SYNTAX, DEFAULT_EXPORT],
      "prefer-const": "error",
      "max-depth": ["warn", 3],
      "max-lines": ["warn", 200],
      "max-lines-per-function": ["warn", { max: 30, skipBlankLines: true, skipComments: true }],
      "max-params": ["warn", 3],
    },
  },
  {
    files: PURE,
    ignores: [...DOORS, ...TESTS],
    rules: {
      "no-restricted-globals": ["error", ...NO_NETWORK_OR_TIMERS],
      "no-restricted-imports": ["error", ...NO_NODE_WORLD],
      "no-restricted-syntax": ["error", ...SYNTAX, DEFAULT_EXPORT, ...WORLD_IN_SYNTAX],
    },
  },
  {
    // The JWT library takes the time as a Date; the instant itself comes from the clock port.
    files: ["functions/shared/tenant.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...SYNTAX,
        DEFAULT_EXPORT,
        ...WORLD_IN_SYNTAX.filter(({ selector }) => selector !== "NewExpression[callee.name='Date']"),
      ],
    },
  },
  {
    files: ["functions/**/handler.ts"],
    rules: { "max-lines": ["warn", 40] },
  },
  {
    files: ["adapters/*/adapter.ts"],
    rules: { "no-restricted-syntax": ["error", ...SYNTAX, ...WORLD_IN_SYNTAX] },
  },
  { files: ["sandbox/*/index.ts", "**/*.config.ts"], rules: { "no-restricted-syntax": ["error", ...SYNTAX] } },
  {
    files: TESTS,
    ignores: ["**/*.config.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...SYNTAX_OF_TESTS, DEFAULT_EXPORT],
      "max-lines-per-function": "off",
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
