/** Starts the relay from its environment: `node relay/server.ts`. */
import { readFileSync } from "node:fs";
import { allowListFrom } from "./allow-list.ts";
import { makeRelay } from "./relay.ts";

const DEFAULT_PORT = 8443;

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`the relay needs ${name}: see relay/README.md`);
  return value;
}

const file = (name: string): Buffer => readFileSync(given(name));
const say = (entry: object) => process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
const port = Number(process.env["RELAY_PORT"] ?? DEFAULT_PORT);

const server = makeRelay({
  certificate: file("RELAY_CERT_FILE"),
  key: file("RELAY_KEY_FILE"),
  clientAuthority: file("RELAY_CLIENT_CA_FILE"),
  allow: allowListFrom(given("RELAY_ALLOW_HOSTS")),
  record: say,
});
server.on("tlsClientError", (error) => say({ ending: "not let in", why: error.message }));
server.listen(port, () => say({ listening: port }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close(() => process.exit(0)));
