import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { CanonicalAttribute as Contract } from "../../adapters/contract.ts";
import type { CanonicalAttribute as Domain } from "../../domain/listing/attributes.ts";
import { divisionsOfPackage } from "./divisions.ts";
import { holidaysOfPackage } from "./holidays.ts";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** A fact that only one of the two lists knows is a type error here. */
const SAME_FACTS: Same<Contract, Domain> = true;
const read = (name: string): string => readFileSync(new URL(`../../domain/data/${name}`, import.meta.url), "utf8");

describe("data made from packages", () => {
  it("is what the installed packages give", () => {
    expect(SAME_FACTS).toBe(true);
    expect(read("holidays.json")).toBe(holidaysOfPackage());
    const { version, packed } = z
      .object({ version: z.string(), packed: z.string() })
      .parse(JSON.parse(read("divisions.json")));
    const provinces: unknown = JSON.parse(inflateRawSync(Buffer.from(packed, "base64")).toString());
    expect({ version, provinces }).toEqual(divisionsOfPackage());
  });
});
