import { instantText, readInstant } from "./clock.ts";
import type { PlaceOrder } from "./types.ts";

type Body = Readonly<Record<string, unknown>>;

/** Switches to change, by the names and types that the sandbox has; a text says what is wrong. */
export function readSwitches(
  wanted: unknown,
  known: Readonly<Record<string, boolean | number>>,
): Readonly<Record<string, boolean | number>> | string {
  if (typeof wanted !== "object" || wanted === null) return "switches must be an object";
  const read: Record<string, boolean | number> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(known, name)) return `there is no switch ${name}; there are ${Object.keys(known).join(", ")}`;
    if (typeof value !== "boolean" && typeof value !== "number") return `${name} must be a boolean or a number`;
    if (typeof value !== typeof known[name]) return `${name} must be a ${typeof known[name]}`;
    read[name] = value;
  }
  return read;
}

/** Reads the body of `POST /__sandbox/orders`; a text says what is wrong with it. */
export function readOrder(body: Body): PlaceOrder | string {
  const { shop, lines, pay, buyer, placedAt } = body;
  if (typeof shop !== "string") return "shop must be a text";
  if (!Array.isArray(lines) || lines.length === 0) return "lines must be a list of {merchantKey, quantity}";
  const read = lines.map(readLine).filter((line) => line !== null);
  if (read.length < lines.length) return "a line is {merchantKey: text, quantity: whole number from 1}";
  if (pay !== undefined && typeof pay !== "boolean") return "pay must be a boolean";
  const placedMs = placedAt === undefined ? null : readInstant(placedAt);
  if (placedAt !== undefined && placedMs === null) return "placedAt must be an ISO text with a zone, or epoch ms";
  if (buyer !== undefined && !isTextRecord(buyer)) return "buyer must be an object of texts";
  return {
    shop,
    lines: read,
    ...(pay !== undefined && { pay }),
    ...(buyer !== undefined && { buyer }),
    ...(placedMs !== null && { placedAt: instantText(placedMs) }),
  };
}

function readLine(line: unknown): { merchantKey: string; quantity: number } | null {
  if (typeof line !== "object" || line === null || !("merchantKey" in line) || !("quantity" in line)) return null;
  const { merchantKey, quantity } = line;
  if (typeof merchantKey !== "string" || typeof quantity !== "number") return null;
  return Number.isInteger(quantity) && quantity > 0 ? { merchantKey, quantity } : null;
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "string");
}
