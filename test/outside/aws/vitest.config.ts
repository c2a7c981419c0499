import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/outside/aws/*.test.ts"],
    setupFiles: ["test/loopback-guard.ts"],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
