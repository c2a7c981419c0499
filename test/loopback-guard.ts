/** No test reaches beyond this machine: a connection to anywhere else throws at once. */
import net from "node:net";

const LOOPBACK = /^(127\.|::1$|localhost$|::ffff:127\.)/;
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]) {
  const host = hostOf(args.flat());
  if (host !== null && !LOOPBACK.test(host)) throw new Error(`a test tried to reach ${host}: only loopback is allowed`);
  return Reflect.apply(connect, this, args);
} as typeof connect;

function hostOf(args: readonly unknown[]): string | null {
  const options = args.find((arg): arg is { host?: string; path?: string } => typeof arg === "object" && arg !== null);
  if (options?.path != null) return null;
  const host = options?.host ?? args.find((arg) => typeof arg === "string");
  return typeof host === "string" ? host : null;
}
