import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What processes print: one file for each function and service, and one of the stack's own. */
export interface Logs {
  folder: string;
  /** Everything that a function or service has printed. */
  read(name: string): string;
  /** Notes something about the stack itself. */
  warn(sentence: string): void;
}

/** Opens the logs of a data folder. */
export function openLogs(dataDir: string): Logs {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string): string => join(folder, `${name}.log`);
  return {
    folder,
    read: (name) => (existsSync(fileOf(name)) ? readFileSync(fileOf(name), "utf8") : ""),
    warn: (sentence) => appendFileSync(fileOf("local"), `${sentence}\n`),
  };
}
