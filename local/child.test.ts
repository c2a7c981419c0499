import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ended, startChild } from "./child.ts";
import { isAlive } from "./folder.ts";

const folder = mkdtempSync(join(tmpdir(), "shanhuo-child-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a child", () => {
  it("does not outlive a parent that fails", async () => {
    const program = [
      `import { startChild } from ${JSON.stringify(join(import.meta.dirname, "child.ts"))};`,
      `const log = ${JSON.stringify(join(folder, "grandchild.log"))};`,
      `const grandchild = startChild({ kind: "test", file: "sleep", args: ["60"], env: {}, log, talks: false });`,
      `process.send(grandchild.pid, () => { throw new Error("a defect"); });`,
    ].join("\n");
    const parent = startChild({
      kind: "test",
      file: process.execPath,
      args: ["--input-type=module", "--eval", program],
      env: {},
      log: join(folder, "parent.log"),
      talks: true,
    });
    const pid = await new Promise<number>((done) => parent.once("message", (sent) => done(Number(sent))));

    expect(await ended(parent)).toBe(1);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
