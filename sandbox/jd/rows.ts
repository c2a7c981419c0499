import type { Call } from "./call.ts";

/** One page of rows. Faults of the call move a row between the pages, or give one twice. */
export function pageRows<Row>(rows: readonly Row[], { page, size }: { page: number; size: number }, call: Call): Row[] {
  const [head, ...tail] = rows;
  const moved = call.fault === "page-shift" && head !== undefined ? [...tail, head] : rows;
  const start = (page - 1) * size;
  const shown = moved.slice(start, start + size);
  if (call.fault !== "duplicate-rows") return shown;
  const again = start === 0 ? shown[0] : moved[start - 1];
  return again === undefined || shown.length === 0 ? shown : [again, ...shown.slice(0, size - 1)];
}
