import type * as z from "zod";
import type { Cells } from "./cells.ts";
import type { ImportRow, Problem } from "./row.ts";

/** Leads from a path in what was built to the cell that it came from. */
export type Locate = (path: readonly (string | number)[]) => { row: ImportRow; column: string };

/** The parsed value, or null; each issue becomes a problem of its cell, unless that cell has told one already. */
export function checked<S extends z.ZodType>(
  schema: S,
  input: unknown,
  where: { locate: Locate; problems: Problem[] },
): z.output<S> | null {
  const result = schema.safeParse(JSON.parse(JSON.stringify(input)), { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) tell(issue, where);
  return null;
}

/** Locates fields of a single row: the first part of the path by `fields`, else by its own name, else the row's first column. */
export function locateIn<F extends string>(cells: Cells<F>, fields: Readonly<Record<string, F>>): Locate {
  return (path) => {
    const [first = ""] = path;
    const field = fields[path.join("/")] ?? fields[String(first)] ?? cells.fieldOf(String(first));
    return {
      row: cells.row,
      column: field === undefined ? (Object.keys(cells.row.cells)[0] ?? "") : cells.column(field),
    };
  };
}

function tell(issue: z.core.$ZodIssue, { locate, problems }: { locate: Locate; problems: Problem[] }): void {
  const { row, column } = locate(issue.path.filter((part) => typeof part !== "symbol"));
  const told = problems.some((one) => one.row === row.row && one.sheet === row.sheet && one.column === column);
  if (told) return;
  const { rule, say, remedy } = issueTexts(issue);
  problems.push({
    sheet: row.sheet,
    row: row.row,
    column,
    rule,
    severity: "block",
    say: { zh: say[0], en: say[1] },
    remedy: { zh: remedy[0], en: remedy[1] },
  });
}

type Pair = readonly [zh: string, en: string];

function issueTexts(issue: z.core.$ZodIssue): { rule: string; say: Pair; remedy: Pair } {
  if (issue.code === "too_big" && issue.origin === "string") {
    const remedy: Pair = [`缩短到 ${issue.maximum} 字以内`, `shorten it to ${issue.maximum} characters`];
    return { rule: "field.too_long", say: [`超过 ${issue.maximum} 字`, `over ${issue.maximum} characters`], remedy };
  }
  if (issue.input === undefined)
    return { rule: "import.missing", say: ["缺这一项", "it is empty"], remedy: ["填写这一格", "fill it in"] };
  const remedy: Pair = ["照提示改正这一格", "mend this cell"];
  return { rule: `field.${issue.code}`, say: [issue.message, issue.message], remedy };
}
