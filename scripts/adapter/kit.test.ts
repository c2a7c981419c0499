/** The kit held to its promise, on a copy of the repository: a new platform type-checks and lints, and its failures teach. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { ROOT } from "../generate/files.ts";
import { codeLines } from "./measure.ts";

const COPIED = ["adapters", "cli", "domain", "sandbox", "scripts", "test"];
const CONFIGURATION = ["package.json", "eslint.config.js", "vitest.config.ts", ".prettierrc.json", ".prettierignore"];
const PLACES = ["adapters/lanternfair", "sandbox/lanternfair", "test/conformance/lanternfair.test.ts"];
const LONG_MS = 180_000;

let copy = "";

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "kit-"));
  for (const name of [...COPIED, ...CONFIGURATION]) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  narrowTypes();
  const made = await run("node", [
    "cli/main.ts",
    "adapter",
    "new",
    "lanternfair",
    "--zh",
    "灯会",
    "--en",
    "Lantern Fair",
  ]);
  expect(made.said, made.said).toContain("adapters/lanternfair/README.md");
}, LONG_MS);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The new files and what they reach, with a build information of their own. */
function narrowTypes(): void {
  const whole = z
    .looseObject({ compilerOptions: z.looseObject({}) })
    .parse(JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8")));
  const compilerOptions = { ...whole.compilerOptions, tsBuildInfoFile: "types.tsbuildinfo" };
  const include = ["adapters/lanternfair", "sandbox/lanternfair", "test/conformance/lanternfair.test.ts"];
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ ...whole, compilerOptions, include }));
}

function run(command: string, words: readonly string[]): Promise<{ code: number | null; said: string }> {
  const path = `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  const child = spawn(command === "node" ? process.execPath : command, words, {
    cwd: copy,
    env: { ...process.env, PATH: path, VITEST: undefined },
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((done) => child.once("close", (code) => done({ code, said })));
}

describe("a new platform", () => {
  it("type-checks", async () => expect(await run("tsc", ["-p", "."])).toEqual({ code: 0, said: "" }), LONG_MS);
  it(
    "lints without an error or a warning",
    async () => expect(await run("eslint", ["--max-warnings", "0", ...PLACES])).toEqual({ code: 0, said: "" }),
    LONG_MS,
  );
  it("is formatted", async () => {
    expect((await run("prettier", ["--check", "--log-level", "warn", ...PLACES])).said).toBe("");
  });
  it("is not laid over one that is there", async () => {
    const { code, said } = await run("node", ["cli/main.ts", "adapter", "new", "lanternfair"]);

    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining("is already there") });
  });
  it.each(["kit", "runtime", "default", "Lantern", "l", "a-b", "../x"])("can't be called %s", async (id) => {
    const { code, said } = await run("node", ["cli/main.ts", "adapter", "new", "--", id]);

    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining("can't be an id") });
  });
});

describe("its tests", () => {
  let failures: ReadonlyMap<string, string> = new Map();
  let passed: readonly string[] = [];

  beforeAll(async () => {
    await run("vitest", ["run", ...PLACES, "--reporter=json", "--outputFile=report.json"]);
    const { testResults } = Report.parse(JSON.parse(readFileSync(join(copy, "report.json"), "utf8")));
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    failures = new Map(
      all.flatMap(({ fullName, failureMessages: [why] }) => (why === undefined ? [] : [[fullName, why]])),
    );
    passed = all.filter(({ status }) => status === "passed").map(({ fullName }) => fullName);
  }, LONG_MS);

  it("show one call working from the start", () => {
    expect(passed).toContain("lanternfair: identify names the shop, the same every time");
  });

  it.each([
    ["signs their published example", "put their published example into PUBLISHED (question 1)"],
    ["takes a request that a public client has signed", "put a captured request into CAPTURED"],
    ["names the platform's documents", "adapters/lanternfair/adapter.ts, docs: the address of their documents"],
    ["says why, in Chinese and in English", "write what is missing here, or say in both languages why it can't be"],
    ["a valid listing: lint blocks nothing", "write adapters/lanternfair/adapter.ts, taxonomy.categories:"],
    ["a look without an answer", "write adapters/lanternfair/adapter.ts, look:"],
    ["an edit of what does not exist", "write adapters/lanternfair/adapter.ts, delist:"],
    ["a window of the far future", "write adapters/lanternfair/adapter.ts, orders.streams:"],
    ["every product that a person made", "write sandbox/lanternfair/acts.ts, addProduct:"],
  ])("%s: fails with what to write", (test, lesson) => {
    const [, why] = [...failures].find(([name]) => name.includes(test)) ?? [];

    expect(why).toContain(lesson);
  });

  it("fail with nothing that teaches no one", () => {
    const mute = [...failures].filter(
      ([, why]) => !/lanternfair\/[a-z/-]+(\.test)?\.ts/.test(why.split("\n")[0] ?? ""),
    );

    expect(mute.map(([name]) => name)).toEqual([]);
  });
});

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

it("counts lines with code on them, not comment or emptiness", () => {
  const text = `/** A word. */\nconst a = 1; // here\n\n// there\n/*\n * three\n * lines\n */\nexport const b = "/* c */";\n`;

  expect(codeLines(text)).toBe(2);
});
