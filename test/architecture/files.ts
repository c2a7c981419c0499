import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository's own folder. */
export const ROOT = dirname(dirname(import.meta.dirname));

/** A source file as text; `path` is relative to the repository, with slashes. */
export interface Source {
  path: string;
  text: string;
}

const ROOMS = [
  "domain",
  "adapters",
  "functions",
  "infra",
  "local",
  "sandbox",
  "console",
  "cli",
  "relay",
  "scripts",
  "test",
];

/** Every TypeScript file of every room that exists. */
export function sources(): readonly Source[] {
  return ROOMS.filter((room) => existsSync(join(ROOT, room))).flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
      .map((name) => `${room}/${name.replaceAll("\\", "/")}`)
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") })),
  );
}
