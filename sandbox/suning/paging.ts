import { type Ask, type Fields, noResult, refuse, type Reply } from "./answer.ts";
import { text } from "./params.ts";
import { placeholders } from "./placeholders.ts";

interface Wanted {
  pageNo: number;
  pageSize: number;
}

/** One page of `rows` in their order. Without both paging parameters it is the first ten, silently. */
export function page(ask: Ask, rows: readonly Fields[]): Reply {
  const wanted = wantedPage(ask);
  if (typeof wanted === "string") return refuse(wanted, "分页参数错误");
  const { pageNo, pageSize } = wanted;
  const pageTotal = Math.ceil(rows.length / pageSize);
  if (pageNo > pageTotal) return noResult();
  const shown = fault(ask, rows, wanted);
  return { kind: "page", rows: shown, pageNo, pageTotal, totalSize: rows.length };
}

function wantedPage({ params }: Ask): Wanted | string {
  const [pageNo, pageSize] = [text(params, "pageNo"), text(params, "pageSize")];
  if (pageNo === "" || pageSize === "") return { pageNo: 1, pageSize: 10 };
  if (!/^[1-9]\d{0,4}$/.test(pageNo)) return "sys.check.page-param:error";
  const size = /^[1-9]\d{0,3}$/.test(pageSize) ? Number(pageSize) : Infinity;
  if (size > placeholders.pageSizeMax.value) return "sys.check.pagesize-format:error";
  return { pageNo: Number(pageNo), pageSize: size };
}

/** Rows that move or come twice while they are read, when the scene orders it. */
function fault({ scene }: Ask, rows: readonly Fields[], { pageNo, pageSize }: Wanted): readonly Fields[] {
  const start = (pageNo - 1) * pageSize;
  const shifted = scene.fault === "page-shift" ? [...rows.slice(1), ...rows.slice(0, 1)] : rows;
  const shown = shifted.slice(start, start + pageSize);
  const neighbour = pageNo > 1 ? rows[start - 1] : (rows[start + pageSize] ?? rows[start]);
  return scene.fault === "duplicate-rows" && neighbour !== undefined ? [...shown, neighbour] : shown;
}
