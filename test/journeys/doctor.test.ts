import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adapters } from "../../adapters/registry.ts";
import { httpTransport } from "../../adapters/runtime/transport.ts";
import { plus } from "../../domain/time.ts";
import type { Client } from "../../cli/client.ts";
import { doctor } from "../../cli/commands/doctor.ts";
import { SHOP, testApi, type TestApi } from "../../functions/api/fixtures.ts";
import { pull } from "../../functions/pull/pull.ts";
import { PullMessage } from "../../functions/shared/messages.ts";
import { shopsOf } from "../../functions/shared/shops.ts";
import { startSandbox, type SandboxProcess } from "../conformance/bench/sandbox-process.ts";

/** The same settings with other secrets. */
const forged = (settings: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      name.endsWith("Secret") ? value.replace(/[0-9a-f]/gi, "9") : value,
    ]),
  );

describe.each(Object.values(adapters))("shanhuo doctor for a shop at $name.en", (adapter) => {
  let sandbox: SandboxProcess, api: TestApi, lines: string[];

  beforeAll(async () => {
    sandbox = await startSandbox(adapter.id);
  });
  afterAll(() => sandbox.stop());
  beforeEach(async () => {
    lines = [];
    await sandbox.control("POST", "/reset", { seed: 7 });
    api = await testApi();
    await sandbox.control("POST", "/clock", { now: api.ports.clock.now() });
    api.ports.transport = httpTransport();
    api.ports.baseUrls = { [adapter.id]: sandbox.printed.url };
    Object.assign(api.services.adapters, { [adapter.id]: adapter });
    await api.ask(`PUT /apps/${adapter.id}/own`, { settings: sandbox.printed.app });
    await connect(sandbox.printed.token);
  });

  const connect = async (value: string, settings: Record<string, string> = sandbox.printed.shop) => {
    const token = { value, refresh: null, expiresAt: "2027-01-01T00:00:00.000Z" };
    const shop = { platform: adapter.id, app: "own", name: "县供销店", settings };
    await api.ask(`PUT /shops/${SHOP}`, adapter.auth.kind === "signature" ? shop : { ...shop, token });
  };
  /** The API, and behind it the pull lane, as a command sees them. */
  const client: Client = {
    async ask(method, path, body) {
      const { status, body: answer } = await api.ask(`${method} ${path}`, body);
      expect(status).toBeLessThan(300);
      return answer;
    },
  };
  const wait = async () => {
    for (const { queue, message } of api.sent.splice(0)) {
      if (!queue.startsWith("pull:")) continue;
      await pull(PullMessage.parse(message.body), { ports: api.ports, shops: shopsOf(api.ports, adapters) });
    }
  };
  const run = () => doctor(SHOP, client, { print: (line) => void lines.push(line), wait });

  it("says in one sentence that all is well, and what that rests on", async () => {
    expect(await run()).toBe(true);

    expect(lines[0]).toContain("连接正常");
    expect(lines.join("\n")).toMatch(/egress +wanted \w+, given any/);
    expect(lines.join("\n")).toMatch(/clock +-?\d+ ms ahead/);
  });

  it("names a clock that is off, before the refusal that it causes", async () => {
    await sandbox.control("POST", "/clock", { now: plus(api.ports.clock.now(), -2 * adapter.clockToleranceMs) });
    await sandbox.control("POST", "/faults", { kind: "http-500-before", api: "*", times: 3 });

    expect(await run()).toBe(false);

    expect(lines[0]).toMatch(/^时钟：服务器时间比平台快 \d+ 秒/);
  });

  it("names a network on which the platform can't be reached", async () => {
    api.ports.baseUrls = { [adapter.id]: "http://127.0.0.1:1" };

    expect(await run()).toBe(false);

    expect(lines[0]).toMatch(/^网络：连不上平台（ECONNREFUSED）/);
  });

  it("says whose turn it is when the platform does not know who we are", async () => {
    await api.ask(`PUT /apps/${adapter.id}/own`, { settings: forged(sandbox.printed.app) });
    await connect(
      "no-such-token",
      adapter.auth.kind === "client_credentials" ? forged(sandbox.printed.shop) : undefined,
    );

    expect(await run()).toBe(false);

    expect(lines[0]).not.toBe("");
    expect(lines.join("\n")).toMatch(/code +\S+/);
  });

  it("gives up with a word about the lane when nobody works on the test", async () => {
    const idle = { print: (line: string) => void lines.push(line), wait: async () => undefined };

    expect(await doctor(SHOP, client, idle)).toBe(false);

    expect(lines[0]).toContain("拉取通道");
  });
});
