import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { contentHash, madeOnce } from "./files.ts";

const cache = mkdtempSync(join(tmpdir(), "shanhuo-cache-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

describe("a folder of the cache", () => {
  it("is made once, also when two ask at the same time", async () => {
    const folder = join(cache, "template-a");
    let made = 0;
    const make = async (unfinished: string) => writeFileSync(join(unfinished, "text"), String(++made));

    await Promise.all([madeOnce(folder, make), madeOnce(folder, make)]);
    await madeOnce(folder, make);

    expect(readFileSync(join(folder, "text"), "utf8")).toBe("1");
    expect(made).toBe(1);
  });

  it("leaves nothing behind when making it failed, and is tried again", async () => {
    const folder = join(cache, "template-b");
    const fails = madeOnce(folder, async (unfinished) => {
      writeFileSync(join(unfinished, "half"), "");
      throw new Error("no room");
    });

    await expect(fails).rejects.toThrow("no room");
    expect(readdirSync(cache).filter((name) => name.startsWith("template-b"))).toEqual([]);
    await madeOnce(folder, async () => undefined);
    expect(existsSync(folder)).toBe(true);
  });

  it("goes when it is older than a day and another one is made", async () => {
    const old = join(cache, "template-old");
    mkdirSync(old);
    utimesSync(old, new Date(0), new Date(0));

    await madeOnce(join(cache, "template-new"), async () => undefined);

    expect(existsSync(old)).toBe(false);
  });
});

describe("the name of content", () => {
  it("is the same for the same files, and another with another context", () => {
    expect(contentHash(["local/files.ts"], "a")).toBe(contentHash(["local/files.ts"], "a"));
    expect(contentHash(["local/files.ts"], "b")).not.toBe(contentHash(["local/files.ts"], "a"));
    expect(contentHash(["local/clock.ts"], "a")).not.toBe(contentHash(["local/files.ts"], "a"));
  });
});
