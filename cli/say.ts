/** Where commands write, and how they wait; tests hand in their own. */
export interface Terminal {
  print(line: string): void;
  wait(ms: number): Promise<void>;
}
