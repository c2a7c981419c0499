import * as https from "node:https";
import { PassThrough, type Duplex } from "node:stream";
import { connect, type TLSSocket } from "node:tls";

/** Where a relay stands and how both sides prove who they are (PEM). */
export interface RelayAccess {
  /** `https://host:port` */
  url: string;
  /** Who signed the relay's certificate. */
  authority: string;
  certificate: string;
  key: string;
}

/** A tunnel that never came about: certainly nothing was sent. */
class RelayError extends Error {
  readonly code: RelayFailure;
  constructor(code: RelayFailure, message: string) {
    super(message);
    this.code = code;
  }
}
export const RELAY_FAILURES = ["RELAY_UNREACHABLE", "RELAY_REFUSED"] as const;
type RelayFailure = (typeof RELAY_FAILURES)[number];

const DIAL_MS = 10_000;
const HTTPS_PORT = 443;

/** An agent whose connections go through the relay; TLS to the platform stays end to end, so the relay can't read them. Plain HTTP is refused. */
export function relayAgent(access: () => Promise<RelayAccess>, options: https.AgentOptions): https.Agent {
  const agent = new https.Agent(options);
  agent.createConnection = (wanted, callback) => {
    dial(access, wanted).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, new PassThrough().destroy()),
    );
    return undefined;
  };
  return agent;
}

type Wanted = https.RequestOptions & { servername?: string | undefined };

async function dial(access: () => Promise<RelayAccess>, wanted: Wanted): Promise<TLSSocket> {
  const host = wanted.host ?? "";
  const { servername = host, ca, port = HTTPS_PORT } = wanted;
  const tunnel = await openTunnel(await access(), `${host}:${port}`);
  return new Promise((done, failed) => {
    const socket = connect({ socket: tunnel, servername, ...(ca !== undefined && { ca }) });
    socket.once("secureConnect", () => done(socket));
    socket.once("error", failed);
  });
}

function openTunnel({ url, authority, certificate, key }: RelayAccess, target: string): Promise<Duplex> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const request = https.request({
      host: hostname,
      port: port === "" ? HTTPS_PORT : Number(port),
      method: "CONNECT",
      path: target,
      ca: authority,
      cert: certificate,
      key,
      agent: false,
      timeout: DIAL_MS,
    });
    request.once("connect", (answer, socket) => {
      if (answer.statusCode === 200) return done(socket);
      socket.destroy();
      failed(new RelayError("RELAY_REFUSED", `the relay answered ${answer.statusCode} for ${target}`));
    });
    request.once("timeout", () => request.destroy(new Error("no answer in time")));
    request.once("error", (error) => failed(new RelayError("RELAY_UNREACHABLE", error.message)));
    request.end();
  });
}
