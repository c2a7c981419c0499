import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapters } from "../../adapters/registry.ts";
import { httpTransport } from "../../adapters/runtime/transport.ts";
import { SHOP, testApi, type TestApi } from "../../functions/api/fixtures.ts";
import { pull } from "../../functions/pull/pull.ts";
import { PullMessage } from "../../functions/shared/messages.ts";
import { shopsOf } from "../../functions/shared/shops.ts";
import { startSandbox, type SandboxProcess } from "../conformance/bench/sandbox-process.ts";

const REDIRECT = "https://console.example.com/authorized";
const withPages = Object.values(adapters).filter(({ auth }) => auth.kind === "oauth");

describe.each(withPages)("a merchant gives the app leave at $name.en", (adapter) => {
  let api: TestApi, sandbox: SandboxProcess;

  beforeAll(async () => {
    api = await testApi();
    sandbox = await startSandbox(adapter.id);
    await sandbox.control("POST", "/clock", { now: api.ports.clock.now() });
    api.ports.transport = httpTransport();
    api.ports.baseUrls = { [adapter.id]: sandbox.printed.url };
    Object.assign(api.services.adapters, { [adapter.id]: adapter });
    await api.ask(`PUT /apps/${adapter.id}/own`, { settings: sandbox.printed.app });
    const shop = { platform: adapter.id, app: "own", name: "县供销店", settings: sandbox.printed.shop };
    await api.ask(`PUT /shops/${SHOP}`, shop);
  });
  afterAll(() => sandbox.stop());

  /** Runs what the API has sent to the pull lane, and what that sent in turn. */
  const work = async () => {
    for (const { queue, message } of api.sent.splice(0)) {
      if (!queue.startsWith("pull:")) continue;
      await pull(PullMessage.parse(message.body), { ports: api.ports, shops: shopsOf(api.ports, adapters) });
    }
    if (api.sent.length > 0) await work();
  };
  const shopNow = async () => (await api.ask(`GET /shops/${SHOP}`)).body;
  const agree = async () => {
    expect((await api.ask(`POST /shops/${SHOP}/authorization`, { redirect: REDIRECT })).status).toBe(202);
    await work();
    const page = await fetch((await shopNow()).authorizeUrl, { redirect: "manual" });
    const back = new URL(page.headers.get("location") ?? "");
    expect(back.href.startsWith(REDIRECT)).toBe(true);
    return { code: back.searchParams.get("code"), state: back.searchParams.get("state") };
  };

  it("comes back with a code, which becomes a token, and the connection is tested", async () => {
    const back = await agree();

    expect((await api.ask(`PUT /shops/${SHOP}/authorization`, back)).status).toBe(202);
    await work();

    expect(await shopNow()).toMatchObject({ state: "tested", testProblem: null, authorizeUrl: null });
  });

  it("does not take a code with the state of another authorization, nor one that comes after half an hour", async () => {
    const back = await agree();

    const other = await api.ask(`PUT /shops/${SHOP}/authorization`, { ...back, state: "forged" });
    api.pass(31 * 60_000);
    const late = await api.ask(`PUT /shops/${SHOP}/authorization`, back);

    expect([other.status, other.body.errors[0].pointer, late.status]).toEqual([422, "/state", 409]);
    await sandbox.control("POST", "/clock", { now: api.ports.clock.now() });
  });

  it("sends a code once, however often the message comes, and asks for a new authorization when the answer is lost", async () => {
    const back = await agree();
    await api.ask(`PUT /shops/${SHOP}/authorization`, back);
    api.sent.push(...api.sent);
    const before = await sandbox.control<unknown[]>("GET", "/calls");
    await sandbox.control("POST", "/faults", { kind: "lost-answer", api: "*" });

    await work();

    const after = await sandbox.control<unknown[]>("GET", "/calls");
    expect(after.length - before.length).toBe(1);
    expect((await shopNow()).testProblem).toMatchObject({ code: "authorization_unknown" });
  });

  it("shows neither the code nor the secret in any log line", () => {
    const said = api.lines.join("\n");

    for (const secret of Object.values(sandbox.printed.app).filter((value) => value.length >= 16))
      expect(said).not.toContain(secret);
    expect(said).not.toMatch(/"code":"[0-9A-F]{12}"/);
  });
});
