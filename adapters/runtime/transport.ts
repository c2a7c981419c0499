import axios, { AxiosError, type AxiosInstance } from "axios";
import * as http from "node:http";
import * as https from "node:https";
import { rootCertificates } from "node:tls";
import type { HttpRequest } from "../contract.ts";
import type { Reply, SendOptions, Transport } from "./ports.ts";
import { RELAY_FAILURES, relayAgent, type RelayAccess } from "./relay.ts";

interface Agents {
  httpAgent: http.Agent;
  httpsAgent: https.Agent;
}

export interface TransportOptions {
  /** Where HTTPS goes through a relay. Asked once; plain HTTP (imitations on this machine) never goes there. */
  relay?: () => Promise<RelayAccess>;
  /** Authorities to trust besides the system's own, PEM. */
  authorities?: readonly string[];
}

/** Transport over HTTP: kept-alive connections for reads, a connection of its own for `fresh` requests, no redirects, no proxy but our own relay, no retries. */
export function httpTransport(options: TransportOptions = {}): Transport {
  const kept = agentsOf(KEEP_ALIVE, options);
  const client = axios.create({
    maxRedirects: 0,
    proxy: false,
    responseType: "arraybuffer",
    validateStatus: () => true,
    transformRequest: (data: unknown) => data,
    transformResponse: (data: unknown) => data,
  });
  return {
    async send(request, how) {
      const reached = { yes: false };
      const agents = how.fresh ? watched(agentsOf({ keepAlive: false }, options), reached) : kept;
      try {
        return await exchange(client, request, { ...how, ...agents });
      } catch (error) {
        return failureOf(error, reached.yes);
      } finally {
        if (how.fresh) closeAgents(agents);
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

function agentsOf(settings: https.AgentOptions, { relay, authorities = [] }: TransportOptions): Agents {
  const trust = authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] };
  const secure = { ...settings, ...trust };
  return {
    httpAgent: new http.Agent(settings),
    httpsAgent: relay === undefined ? new https.Agent(secure) : relayAgent(relay, secure),
  };
}

/** The same agents, telling whether a connection ever stood: before that, no byte of the request can have left. */
function watched(agents: Agents, reached: { yes: boolean }): Agents {
  const watch = (agent: http.Agent, event: "connect" | "secureConnect"): void => {
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const socket = create(options, (error, late) => {
        if (error === null) reached.yes = true;
        callback?.(error, late);
      });
      socket?.once(event, () => (reached.yes = true));
      return socket;
    };
  };
  watch(agents.httpAgent, "connect");
  watch(agents.httpsAgent, "secureConnect");
  return agents;
}

function closeAgents({ httpAgent, httpsAgent }: Agents): void {
  httpAgent.destroy();
  httpsAgent.destroy();
}

/** Names of errors that can only come before a connection stands, also on kept-alive agents. */
const NEVER_CONNECTED = new Set<string>([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"],
  ...RELAY_FAILURES,
]);

function failureOf(error: unknown, reached: boolean): Reply {
  const code = error instanceof AxiosError ? (error.code ?? error.message) : String(error);
  const tlsRefused = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|EPROTO)/.test(code);
  const notSent = !reached && (NEVER_CONNECTED.has(code) || tlsRefused);
  return notSent ? { kind: "not_sent", why: code } : { kind: "no_answer", why: code };
}
