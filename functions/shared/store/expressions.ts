import type { Clause, Condition, Update, Write } from "../ports.ts";

interface Expressions {
  common: {
    ConditionExpression?: string;
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  };
  update: string;
}

/** A write as DynamoDB wants it said: no name and no value stands in a text. */
export function expressionsOf(write: Write): Expressions {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const n = (attribute: string) => put(names, attribute, "#n");
  const v = (value: unknown) => put(values, value, ":v");
  const update = "update" in write ? updateText(write, n, v) : "";
  const condition = write.if === undefined ? undefined : conditionText(write.if, n, v);
  return {
    common: {
      ...(condition !== undefined && { ConditionExpression: condition }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    },
    update,
  };
}

function put<T>(into: Record<string, T>, value: T, prefix: string): string {
  const known = Object.entries(into).find(([, there]) => there === value)?.[0];
  if (known !== undefined) return known;
  const name = `${prefix}${Object.keys(into).length}`;
  into[name] = value;
  return name;
}

type Namer = (attribute: string) => string;
type Valuer = (value: unknown) => string;

function updateText(write: Update, n: Namer, v: Valuer): string {
  const sets = [
    ...Object.entries(write.set ?? {}).map(([name, value]) => `${n(name)} = ${v(value)}`),
    ...Object.entries(write.default ?? {}).map(
      ([name, value]) => `${n(name)} = if_not_exists(${n(name)}, ${v(value)})`,
    ),
  ];
  const adds = Object.entries(write.add ?? {}).map(([name, value]) => `${n(name)} ${v(value)}`);
  const removes = (write.remove ?? []).map(n);
  return [section("SET", sets), section("ADD", adds), section("REMOVE", removes)]
    .filter((text) => text !== "")
    .join(" ");
}

function section(word: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${word} ${parts.join(", ")}`;
}

function conditionText(condition: Condition, n: Namer, v: Valuer): string {
  const all = (clauses: readonly Clause[]) => clauses.map((clause) => clauseText(clause, n, v)).join(" AND ");
  if ("all" in condition) return all(condition.all);
  return condition.any.map((clauses) => `(${all(clauses)})`).join(" OR ");
}

function clauseText(clause: Clause, n: Namer, v: Valuer): string {
  if (clause[1] === "absent") return `attribute_not_exists(${n(clause[0])})`;
  if (clause[1] === "exists") return `attribute_exists(${n(clause[0])})`;
  return `${n(clause[0])} ${clause[1]} ${v(clause[2])}`;
}
