import type { Named, Taxonomy } from "../contract.ts";

type Category = Awaited<ReturnType<Taxonomy<never>["categories"]>>[number];

/** The whole tree of a platform that tells one level a call; what is listed is allowed. `below`: null asks for the roots. */
export async function treeByLevel(
  below: (parentId: string | null) => Promise<readonly (Named & { leaf: boolean })[]>,
): Promise<readonly Category[]> {
  const found: Category[] = [];
  const walk = async (parentId: string | null): Promise<void> => {
    for (const { id, name, leaf } of await below(parentId)) {
      found.push({ id, name, parentId, leaf, allowed: true, why: null });
      if (!leaf) await walk(id);
    }
  };
  await walk(null);
  return found;
}
