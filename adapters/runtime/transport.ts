import axios, { AxiosError, type AxiosInstance } from "axios";
import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";
import type { HttpRequest } from "../contract.ts";
import type { Reply, SendOptions, Transport } from "./ports.ts";

interface Agents {
  httpAgent: http.Agent;
  httpsAgent: https.Agent;
}

/** Transport over HTTP: kept-alive connections for reads, a connection of its own for `fresh` requests, no redirects, no proxy, no retries. */
export function httpTransport(): Transport {
  const kept: Agents = { httpAgent: new http.Agent(KEEP_ALIVE), httpsAgent: new https.Agent(KEEP_ALIVE) };
  const client = axios.create({
    maxRedirects: 0,
    proxy: false,
    responseType: "arraybuffer",
    validateStatus: () => true,
    transformRequest: (data: unknown) => data,
    transformResponse: (data: unknown) => data,
  });
  return {
    async send(request, options) {
      const reached = { yes: false };
      const agents = options.fresh ? freshAgents(reached) : kept;
      try {
        return await exchange(client, request, { ...options, ...agents });
      } catch (error) {
        return failureOf(error, reached.yes);
      } finally {
        if (options.fresh) closeAgents(agents);
      }
    },
  };
}

const KEEP_ALIVE = { keepAlive: true, maxSockets: 32, timeout: 60_000 };

async function exchange(
  client: AxiosInstance,
  request: HttpRequest,
  { timeoutMs, maxBytes, httpAgent, httpsAgent }: SendOptions & Agents,
): Promise<Reply> {
  const answer = await client.request<ArrayBuffer>({
    method: request.method,
    url: request.url,
    headers: request.headers,
    data: request.body === null ? undefined : Buffer.from(request.body),
    timeout: timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    maxContentLength: maxBytes,
    maxBodyLength: maxBytes,
    httpAgent,
    httpsAgent,
  });
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    kind: "answer",
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(answer.data),
  };
}

/** Agents that tell whether a connection ever stood: before that, no byte of the request can have left. */
function freshAgents(reached: { yes: boolean }): Agents {
  const watch = <A extends http.Agent>(agent: A, event: "connect" | "secureConnect"): A => {
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const socket = create(options, callback);
      if (socket) (socket as Socket).once(event, () => (reached.yes = true));
      return socket;
    };
    return agent;
  };
  return {
    httpAgent: watch(new http.Agent({ keepAlive: false }), "connect"),
    httpsAgent: watch(new https.Agent({ keepAlive: false }), "secureConnect"),
  };
}

function closeAgents({ httpAgent, httpsAgent }: Agents): void {
  httpAgent.destroy();
  httpsAgent.destroy();
}

/** Names of errors that can only come before a connection stands, also on kept-alive agents. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

function failureOf(error: unknown, reached: boolean): Reply {
  const code = error instanceof AxiosError ? (error.code ?? error.message) : String(error);
  const tlsRefused = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|EPROTO)/.test(code);
  const notSent = !reached && (NEVER_CONNECTED.has(code) || tlsRefused);
  return notSent ? { kind: "not_sent", why: code } : { kind: "no_answer", why: code };
}
