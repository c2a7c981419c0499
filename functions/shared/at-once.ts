/** Works on all items, at most so many at once; results in the order of the items. When one throws, no other is begun, and it throws when those under way have ended. */
export async function atMost<T, R>(most: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [n, item] of rest) {
      if (failed) return;
      try {
        results[n] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, worker));
  const thrown = ended.find((one) => one.status === "rejected");
  if (thrown !== undefined) throw thrown.reason;
  return results;
}
