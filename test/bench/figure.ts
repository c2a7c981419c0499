/** One line of `npm run bench`: what was measured, and the goal of design.md 9; null where there is none. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  goal: number | null;
}

/** A group of figures that are measured together. `counted`: exact on every machine, so that a test may hold it to its goal. */
export interface Measure {
  names: readonly string[];
  counted: boolean;
  run(): Promise<readonly Figure[]>;
}

/** Measures whose names begin as asked; all of them where nothing is asked. */
export function chosen(measures: readonly Measure[], asked: string | undefined): readonly Measure[] {
  return measures.filter(({ names }) => asked === undefined || names.some((name) => name.startsWith(asked)));
}

/** A number as people read it: three digits after the point at most. */
export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
