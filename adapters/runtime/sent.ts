/** What effects without a value answer. */

/** The platform has taken it. */
export const done = { kind: "done", value: null } as const;

/** Done, once a change of which nothing is read has been taken. */
export const after = (change: Promise<unknown>): Promise<typeof done> => change.then(() => done);
