import { describe, expect, it } from "vitest";
import { moveSandboxes, sandboxPlatforms, startSandbox } from "./sandboxes.ts";

describe.each(sandboxPlatforms())("the sandbox of %s", (platform) => {
  it("starts as a process of its own, moves with the clock, and ends when told", async () => {
    const sandbox = await startSandbox(platform, { seed: 7 });
    const nowThere = async (): Promise<number> => {
      const state: unknown = await (await fetch(new URL("/__sandbox/", sandbox.url))).json();
      return Date.parse((state as { now: string }).now);
    };
    const before = await nowThere();

    await moveSandboxes([sandbox.url, "http://127.0.0.1:9"], { advanceMs: 3_600_000 });

    expect((await nowThere()) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(sandbox).toMatchObject({ platform, seed: 7 });
    await sandbox.stop();
    await expect(fetch(sandbox.url)).rejects.toThrow();
  });
});

describe("a sandbox that does not exist", () => {
  it("says so", async () => {
    await expect(startSandbox("nowhere")).rejects.toThrow("nowhere");
  });
});
