import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { httpTransport } from "../../adapters/runtime/transport.ts";
import { allowListFrom } from "../../relay/allow-list.ts";
import { makeRelay } from "../../relay/relay.ts";
import type { TunnelRecord } from "../../relay/tunnel.ts";

const pem = (name: string) => readFileSync(join(import.meta.dirname, "../../relay/fixtures", name), "utf8");
const listen = (server: Server) =>
  new Promise<number>((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));

let platform: Server, relay: Server, platformPort: number, relayPort: number;
const seen: string[] = [];
const records: TunnelRecord[] = [];
let answers = true;

beforeAll(async () => {
  platform = createServer({ cert: pem("platform.crt"), key: pem("platform.key") }, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (answers) response.end(JSON.stringify({ ok: true }));
    else request.socket.destroy();
  });
  platformPort = await listen(platform);
  relay = makeRelay({
    certificate: pem("relay.crt"),
    key: pem("relay.key"),
    clientAuthority: pem("authority.crt"),
    allow: allowListFrom(`localhost:${platformPort},localhost:1`),
    record: (entry) => records.push(entry),
  });
  relayPort = await listen(relay);
});
afterAll(() => {
  platform.close();
  relay.close();
});
beforeEach(() => {
  seen.length = 0;
  records.length = 0;
  answers = true;
});

const through = (who: string, port = relayPort) =>
  httpTransport({
    authorities: [pem("authority.crt")],
    relay: async () => ({
      url: `https://localhost:${port}`,
      authority: pem("authority.crt"),
      certificate: pem(`${who}.crt`),
      key: pem(`${who}.key`),
    }),
  });
const ask = (transport: ReturnType<typeof through>, { port = platformPort, fresh = true } = {}) =>
  transport.send(
    {
      method: "POST",
      url: `https://localhost:${port}/orders`,
      headers: {},
      body: new TextEncoder().encode("buyer 13800000000"),
    },
    { timeoutMs: 5_000, maxBytes: 1_000, fresh },
  );

describe("a lane behind a relay", () => {
  it.each([true, false])(
    "reaches the platform (fresh connection: %s), and the relay notes who and where, never what",
    async (fresh) => {
      const reply = await ask(through("lane"), { fresh });

      expect(reply).toMatchObject({ kind: "answer", status: 200 });
      expect(seen).toEqual(["POST /orders"]);
      if (fresh) await expect.poll(() => records).toMatchObject([{ who: "urgent-north", ending: "closed" }]);
      expect(JSON.stringify(records)).not.toContain("13800000000");
    },
  );

  it("is told that nothing was sent when the host is not on the list", async () => {
    const reply = await ask(through("lane"), { port: relayPort });

    expect(reply).toEqual({ kind: "not_sent", why: "RELAY_REFUSED" });
    expect(records).toMatchObject([{ ending: "refused" }]);
  });

  it.each([true, false])("is told that nothing was sent when the relay is down (fresh: %s)", async (fresh) => {
    expect(await ask(through("lane", 1), { fresh })).toEqual({ kind: "not_sent", why: "RELAY_UNREACHABLE" });
  });

  it("is told that nothing was sent when the relay can't reach the platform", async () => {
    expect(await ask(through("lane"), { port: 1 })).toEqual({ kind: "not_sent", why: "RELAY_REFUSED" });
  });

  it("does not get in with a certificate that another authority signed", async () => {
    expect(await ask(through("outsider"))).toEqual({ kind: "not_sent", why: "RELAY_UNREACHABLE" });
    expect(seen).toEqual([]);
  });

  it("does not know what happened when the platform cuts the connection after the request", async () => {
    answers = false;

    expect(await ask(through("lane"))).toMatchObject({ kind: "no_answer" });
    expect(seen).toEqual(["POST /orders"]);
  });
});

describe("the list of hosts", () => {
  it.each(["", " , ", "*", "https://api.example.com", "api.example.com/path", "api.example.com:port"])(
    "refuses %j: a relay to everywhere is an open proxy",
    (text) => {
      expect(() => allowListFrom(text)).toThrow("RELAY_ALLOW_HOSTS");
    },
  );

  it("means port 443 where none is written, and no host below or above a named one", () => {
    expect([...allowListFrom("API.example.com, 10.0.0.8:8443")]).toEqual(["api.example.com:443", "10.0.0.8:8443"]);
  });
});
