/** What infra/ makes lanes from: as in the adapters' data. */
export interface PlatformFacts {
  id: string;
  concurrency: number;
  egress: "any" | "fixed_ip" | "relay";
}
export type BaseUrls = Readonly<Record<string, string>>;
/** How a local stack is to be. */
export interface LocalOptions {
  /** Default: .local */
  dataDir?: string;
  /** True: what an earlier start left is thrown away. */
  fresh?: boolean;
  /** Where each platform is, by its id; they may still be starting. Those that are sandboxes move with the clock. */
  baseUrls: BaseUrls | Promise<BaseUrls>;
  profile: "real" | "fast";
  /** Copies of one function at most; 2 when not given. */
  workersPerFunction?: number;
  /** Any free one when not given. */
  apiPort?: number;
  /** "manual": tick runs only when `tick()` is called. */
  tickEvery?: "schedule" | "manual";
  /** Instead of the template's six time-outs: how soon a failed message comes back. */
  visibilitySeconds?: number;
  /** Instead of the registry's, and instead of the bundled entries: for tests of the stack itself. */
  platforms?: readonly PlatformFacts[];
  moduleOf?: (entry: string) => string | undefined;
}
