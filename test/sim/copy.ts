/** A deep copy of plain data, maps and sets; `swaps` says what stands in the copy for things that are no data (chance, a clock). Throws for what it does not know. */
export function copyOf<T>(value: T, swaps: ReadonlyMap<unknown, unknown>): T {
  const made = new Map<unknown, unknown>(swaps);
  // The copy has the shape of what it copies: nothing here changes a type.
  return copied(value, made) as T;
}

function copied(value: unknown, made: Map<unknown, unknown>): unknown {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "function" && !made.has(value)) throw new TypeError("a function is no data");
    return typeof value === "function" ? made.get(value) : value;
  }
  if (made.has(value)) return made.get(value);
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    made.set(value, map);
    for (const [key, one] of value) map.set(copied(key, made), copied(one, made));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    made.set(value, set);
    for (const one of value) set.add(copied(one, made));
    return set;
  }
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    made.set(value, list);
    for (const one of value) list.push(copied(one, made));
    return list;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new TypeError("an object of a class is no data");
  const plain: Record<string, unknown> = {};
  made.set(value, plain);
  for (const [name, one] of Object.entries(value)) plain[name] = copied(one, made);
  return plain;
}
