/** Who may import whom: the rooms of this repository and the arrows between them, as errors. */
const TEST = "\\.test\\.ts$|^test/|/testing/|(^|/)(test-[^/]*|fixtures)\\.ts$";
const NODE_MODULES = (names) => `(^|/)node_modules/(${names})(/|$)`;
const ROOMS = "adapters|functions|infra|local|sandbox|console|cli|relay|scripts|test";

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    forbid(
      "no-circles",
      "A circle has no first reader.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    forbid("imports-exist", "What is imported must exist and stand in package.json.", {}, { couldNotResolve: true }),
    forbid(
      "domain-imports-nothing-of-ours",
      "The domain knows no platform, cloud or machine.",
      { path: "^domain/", pathNot: TEST },
      { path: `^(${ROOMS})/` },
    ),
    forbid(
      "domain-packages",
      "The domain needs zod and temporal-polyfill, no other package.",
      { path: "^domain/", pathNot: TEST },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-no-pkg"],
        pathNot: NODE_MODULES("zod|temporal-polyfill|temporal-spec"),
      },
    ),
    forbid(
      "adapters-import-domain-only",
      "An adapter knows the domain, its contract and the runtime.",
      { path: "^adapters/", pathNot: TEST },
      { path: "^(functions|infra|local|sandbox|console|cli|relay|scripts|test)/" },
    ),
    forbid(
      "adapters-do-not-meet",
      "One adapter never imports another.",
      { path: "^adapters/([^/]+)/" },
      { path: "^adapters/[^/]+/", pathNot: "^adapters/($1|runtime)/" },
    ),
    forbid(
      "runtime-knows-no-adapter",
      "The door is the same for every platform.",
      { path: "^adapters/(runtime/|contract\\.ts)" },
      { path: "^adapters/(?!runtime/)[^/]+/|^adapters/(registry|facts)\\.ts" },
    ),
    forbid(
      "functions-see-registry-contract-runtime",
      "Functions reach a platform through the registry only; the generated entries of its lanes hold its adapter.",
      { path: "^functions/", pathNot: `^functions/[^/]+/platforms/|${TEST}` },
      { path: "^adapters/(?!runtime/|registry\\.ts|facts\\.ts|contract\\.ts)" },
    ),
    forbid(
      "functions-import-no-room",
      "Functions don't know what describes, runs or tests them.",
      { path: "^functions/", pathNot: TEST },
      { path: "^(infra|local|sandbox|console|cli|relay|scripts|test)/" },
    ),
    forbid(
      "functions-do-not-meet",
      "A function imports its own folder and shared.",
      { path: "^functions/([^/]+)/", pathNot: TEST },
      { path: "^functions/[^/]+/", pathNot: "^functions/($1|shared)/" },
    ),
    forbid(
      "aws-sdk-in-shared",
      "AWS clients stand behind ports: only functions/shared and services.ts know them.",
      {
        path: "^(domain|adapters|functions|infra|sandbox|console|cli|relay)/",
        pathNot: `^functions/shared/|services\\.ts$|${TEST}`,
      },
      { path: NODE_MODULES("@aws-sdk|@smithy") },
    ),
    forbid(
      "infra-imports-registry-only",
      "The stack names functions by path and reads adapters as data.",
      { path: "^infra/", pathNot: TEST },
      { path: "^(functions|local|sandbox|console|cli|relay|test)/|^adapters/(?!registry\\.ts|contract\\.ts)" },
    ),
    forbid(
      "local-imports-no-function",
      "On one machine functions run as child processes, started by the path in the template.",
      { path: "^local/" },
      { path: "^functions/" },
    ),
    forbid(
      "local-imports-registry-only",
      "The machine reads adapters as data and starts sandboxes as processes.",
      { path: "^local/", pathNot: TEST },
      { path: "^adapters/(?!registry\\.ts|contract\\.ts)|^sandbox/|^(console|cli|relay|test)/" },
    ),
    forbid(
      "sandbox-imports-nothing-of-ours",
      "What shares our code can only agree with it.",
      { path: "^(sandbox|relay)/" },
      { path: "^(domain|adapters|functions|infra|local|console|cli|scripts|test)/" },
    ),
    forbid(
      "sandboxes-do-not-meet",
      "A sandbox imports itself and the kit.",
      { path: "^sandbox/([^/]+)/" },
      { path: "^sandbox/[^/]+/", pathNot: "^sandbox/($1|kit)/" },
    ),
    forbid(
      "kit-knows-no-platform",
      "The kit is the same for every sandbox.",
      { path: "^sandbox/kit/" },
      { path: "^sandbox/(?!kit/)[^/]+/" },
    ),
    forbid(
      "cli-and-console-use-the-api",
      "They see the domain's types and the generated client.",
      { path: "^(console|cli)/", pathNot: TEST },
      { path: "^(adapters|functions|infra|local|sandbox|test)/" },
    ),
    forbid(
      "products-need-no-dev-package",
      "What runs in the cloud may not need a package that is only there for development.",
      { path: "^(domain|adapters|functions)/", pathNot: TEST },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(cdk\\.out|\\.local|dist|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
