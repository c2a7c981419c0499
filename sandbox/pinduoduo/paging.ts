import type { Call } from "./call.ts";
import { refusal } from "./codes.ts";
import { whole } from "./params.ts";

const MOST = 100;

/** One page of rows, with the faults that only pages know. Page sizes over 100 are refused. */
export function pageOf<Row>(rows: readonly Row[], call: Call): readonly Row[] {
  const page = whole(call.params, "page", 1);
  const size = whole(call.params, "page_size", MOST);
  if (page < 1) throw refusal(21001, "page");
  if (size < 1 || size > MOST) throw refusal(21001, "page_size");
  const [head] = rows;
  // A row was changed meanwhile and stands elsewhere now: everything behind it moves up by one.
  const all = call.fault === "page-shift" && head !== undefined ? [...rows.slice(1), head] : rows;
  const from = (page - 1) * size;
  const shown = all.slice(from, from + size);
  const again = page === 1 ? shown[0] : all[from - 1];
  return call.fault === "duplicate-rows" && again !== undefined ? [again, ...shown.slice(0, size - 1)] : shown;
}
