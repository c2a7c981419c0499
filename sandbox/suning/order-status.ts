import type { LineStatus, Order, OrderLine } from "./world.ts";

export type TotalStatus = LineStatus | "21";

/** The head's status, which follows from the lines. */
export function totalStatus({ lines }: Order): TotalStatus {
  const open = lines.filter((line) => line.status !== "40");
  if (open.length === 0) return "40";
  if (open.every((line) => line.status === "30")) return "30";
  const left = open.filter((line) => line.status === "20" || line.status === "30").length;
  if (left === open.length) return "20";
  return left > 0 ? "21" : (open[0]?.status ?? "40");
}

export function setStatus(line: OrderLine, status: LineStatus, at: number): void {
  if (line.status === status) return;
  line.status = status;
  line.changedAt = at;
}
