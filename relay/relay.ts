import { createServer, type Server } from "node:https";
import type { AllowList } from "./allow-list.ts";
import { tunnels, type TunnelRecord } from "./tunnel.ts";

export interface RelayOptions {
  /** PEM: the relay's own certificate and key, and the authority that signs those who may use it. */
  certificate: string | Buffer;
  key: string | Buffer;
  clientAuthority: string | Buffer;
  allow: AllowList;
  record(entry: TunnelRecord): void;
}

const MOST_TUNNELS = 256;
const CONNECT_MS = 8_000;
const IDLE_MS = 60_000;

/** The relay, not yet listening. Both sides show certificates; whoever has none from `clientAuthority` ends in the TLS handshake. It forwards to hosts of the list only, stores nothing and can't read what passes. */
export function makeRelay({ certificate, key, clientAuthority, allow, record }: RelayOptions): Server {
  const server = createServer(
    { cert: certificate, key, ca: clientAuthority, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.2" },
    (request, response) => {
      const here = request.method === "GET" && request.url === "/health";
      response.writeHead(here ? 200 : 405, { "content-type": "application/json" });
      response.end(JSON.stringify(here ? { ok: true, hosts: [...allow] } : { error: "only CONNECT and GET /health" }));
    },
  );
  const limits = { allow, most: MOST_TUNNELS, connectMs: CONNECT_MS, idleMs: IDLE_MS };
  server.on("connect", tunnels(limits, record));
  return server;
}
