import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { httpDate } from "./clock.ts";
import { control, type ControlReply } from "./control.ts";
import type { Exchange, Host } from "./host.ts";
import type { WireAnswer, WireRequest } from "./types.ts";

/** A sandbox that listens on 127.0.0.1. `close` also ends calls that hang. */
export interface ListeningSandbox {
  url: string;
  control: string;
  close(): Promise<void>;
}

const CONTROL_ROOT = "/__sandbox";
const BODY_LIMIT_BYTES = 32 * 1024 * 1024;
const HEADER_LIMIT_BYTES = 2 * 1024 * 1024;

/** Starts listening on `port` (0: a free one). The control API shares the port; a platform's own path never begins with `/__sandbox`. */
export async function listen<World>(host: Host<World>, port: number): Promise<ListeningSandbox> {
  const server = createServer(
    // SDKs send absolute targets, no Host header, queries of a megabyte: all of it must reach the platform's own checks.
    { requireHostHeader: false, insecureHTTPParser: true, maxHeaderSize: HEADER_LIMIT_BYTES, keepAliveTimeout: 60_000 },
    (incoming, outgoing) => void serve(host, server, { incoming, outgoing }).catch(() => incoming.socket.destroy()),
  );
  const address = await startListening(server, port);
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    control: url + CONTROL_ROOT,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Call {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

async function serve<World>(host: Host<World>, server: Server, { incoming, outgoing }: Call): Promise<void> {
  const body = await readBody(incoming);
  if (body === null) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }
  const target = incoming.url ?? "/";
  const local = localPath(target);
  if (local === CONTROL_ROOT || /^\/__sandbox[/?]/.test(local)) {
    const reply = controlReply(host, incoming, { local, body });
    const headers = { "content-type": "application/json; charset=utf-8" };
    write(outgoing, { status: reply.status, headers, body: JSON.stringify(reply.body) });
    return;
  }
  outgoing.setHeader("date", httpDate(host.clock.now()));
  end(run(host, wireRequest(incoming, target, body)), server, { incoming, outgoing });
}

/** A verb that throws is a defect of the imitation: it says so, and is no answer of the platform. */
function run<World>(host: Host<World>, request: WireRequest): Exchange {
  try {
    return host.exchange(request);
  } catch (error) {
    const body = `sandbox defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    process.stderr.write(`${body}\n`);
    return {
      ending: "answer",
      answer: { status: 599, headers: { "content-type": "text/plain" }, body },
      delayMs: null,
    };
  }
}

function end(exchange: Exchange, server: Server, { incoming, outgoing }: Call): void {
  const { ending, answer, delayMs } = exchange;
  if (ending === "reset") return refuse(incoming.socket, server, delayMs);
  if (ending === "hang" && delayMs === null) return;
  const finish = (): void => {
    if (answer === null) incoming.socket.destroy();
    else if (ending === "half") writeHalf(outgoing, answer);
    else write(outgoing, answer);
  };
  if (delayMs === null) finish();
  else setTimeout(finish, delayMs).unref();
}

/**
 * A server that listens cannot refuse one chosen call: the kernel has accepted the connection before the call's name is
 * known. So the connection is reset, nothing is handled and no byte goes back. With `delayMs` the port also stops
 * listening for that long, and new connections (control calls too) are refused by the kernel itself.
 */
function refuse(socket: Socket, server: Server, delayMs: number | null): void {
  const address = server.address();
  socket.resetAndDestroy();
  if (delayMs === null || address === null || typeof address === "string") return;
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.listen(address.port, address.address), delayMs).unref();
}

function controlReply<World>(
  host: Host<World>,
  incoming: IncomingMessage,
  { local, body }: { local: string; body: Uint8Array },
): ControlReply {
  const from = incoming.socket.remoteAddress ?? "";
  if (!/^(::1|(::ffff:)?127\.)/.test(from)) return { status: 403, body: { code: "loopback_only", message: from } };
  const parsed = readJson(body);
  if (parsed === null) return { status: 400, body: { code: "bad_json", message: "the body must be one JSON object" } };
  const [path = "", query = ""] = local.slice(CONTROL_ROOT.length).split("?");
  return control(host, { method: incoming.method ?? "GET", path, query: new URLSearchParams(query), body: parsed });
}

function readJson(body: Uint8Array): Readonly<Record<string, unknown>> | null {
  const text = new TextDecoder().decode(body).trim();
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wireRequest(incoming: IncomingMessage, target: string, body: Uint8Array): WireRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const remoteAddress = incoming.socket.remoteAddress ?? "";
  return { method: incoming.method ?? "GET", target, headers, body, remoteAddress };
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function write(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, "content-length": bytes.length }).end(bytes);
}

function writeHalf(outgoing: ServerResponse, { status, headers, body }: WireAnswer): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, "content-length": bytes.length });
  outgoing.write(bytes.subarray(0, bytes.length >> 1), () => outgoing.socket?.destroy());
}

function localPath(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
}

function startListening(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
      else reject(new Error("the server has no port"));
    });
  });
}
