import { posix } from "node:path";
import type { Source } from "./files.ts";

const SPECIFIER = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["'`]([^"'`]+)["'`]/g;

/** What a file imports, types and dynamic imports included; relative ones as paths from the repository's root. */
export function importsOf({ path, text }: Source): readonly string[] {
  return [...text.matchAll(SPECIFIER)]
    .map(([, from, bare]) => from ?? bare ?? "")
    .map((name) => (name.startsWith(".") ? posix.join(posix.dirname(path), name) : name));
}

/** Imports by which a sandbox would come to know our code: it may then only agree with it. */
export function sandboxKnowsUs(source: Source): readonly string[] {
  if (!source.path.startsWith("sandbox/")) return [];
  return importsOf(source).filter(
    (name) => /^(\.\.|[a-z]+\/)/.test(name) && isOurs(name) && !name.startsWith("sandbox/"),
  );
}

/** Imports by which the machine would call functions itself instead of starting them as processes. */
export function localCallsFunctions(source: Source): readonly string[] {
  if (!source.path.startsWith("local/")) return [];
  return importsOf(source).filter((name) => name.startsWith("functions/"));
}

const isOurs = (name: string): boolean =>
  /^(domain|adapters|functions|infra|local|console|cli|relay|scripts|test)\//.test(name) || name.startsWith("..");
