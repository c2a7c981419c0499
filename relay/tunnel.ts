import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { allowedTarget, type AllowList } from "./allow-list.ts";

/** One finished tunnel, for the log: who, where to, how much; never what. */
export interface TunnelRecord {
  who: string;
  target: string;
  ending: "closed" | "refused" | "unreachable" | "idle" | "full";
  bytesUp: number;
  bytesDown: number;
}

export interface TunnelLimits {
  allow: AllowList;
  /** How many tunnels may stand at once. */
  most: number;
  connectMs: number;
  idleMs: number;
}

/** Opens tunnels: bytes are passed on as they come, TLS to the platform stays end to end. */
export function tunnels(limits: TunnelLimits, record: (entry: TunnelRecord) => void) {
  let open = 0;
  return (request: IncomingMessage, client: Duplex, head: Buffer): void => {
    const who = whoIs(request.socket);
    const target = allowedTarget(request.url ?? "", limits.allow);
    const done = (ending: TunnelRecord["ending"], upstream?: Socket) =>
      record({
        who,
        target: request.url ?? "",
        ending,
        bytesUp: upstream?.bytesWritten ?? 0,
        bytesDown: upstream?.bytesRead ?? 0,
      });
    client.on("error", () => client.destroy());
    if (target === null) return refuse(client, "403 Forbidden", () => done("refused"));
    if (open >= limits.most) return refuse(client, "503 Service Unavailable", () => done("full"));
    open++;
    pass({ client, head, upstream: connect(target), limits }, (ending, upstream) => {
      open--;
      done(ending, upstream);
    });
  };
}

interface Passing {
  client: Duplex;
  head: Buffer;
  upstream: Socket;
  limits: TunnelLimits;
}

function pass(
  { client, head, upstream, limits }: Passing,
  ended: (ending: TunnelRecord["ending"], upstream: Socket) => void,
): void {
  let ending: TunnelRecord["ending"] = "unreachable";
  upstream.setTimeout(limits.connectMs, () => upstream.destroy());
  upstream.once("connect", () => {
    ending = "closed";
    upstream.setTimeout(limits.idleMs, () => {
      ending = "idle";
      upstream.destroy();
    });
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on("error", () => upstream.destroy());
  client.once("close", () => upstream.destroy());
  upstream.once("close", () => {
    if (ending === "unreachable") refuse(client, "502 Bad Gateway", () => undefined);
    else client.end();
    ended(ending, upstream);
  });
}

function refuse(client: Duplex, status: string, then: () => void): void {
  client.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  then();
}

/** The name in the caller's certificate. */
function whoIs(socket: IncomingMessage["socket"]): string {
  const name = socket instanceof TLSSocket ? socket.getPeerCertificate().subject?.CN : undefined;
  return typeof name === "string" ? name : "nameless";
}
