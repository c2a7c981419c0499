import type { Keyring, Ports, Table } from "../../functions/shared/ports.ts";
import { keptSealer, type Sealer } from "../../functions/shared/seal.ts";

/** A process of Lambda: between its invocations it keeps data keys, and nothing else. */
export interface WarmProcess {
  /** What it has kept, for the invocation that has these ports. */
  sealerFor(ports: Ports): Sealer;
}

/** The processes of one function: one invocation at a time each; whoever dies is not given back. */
export function warmProcesses() {
  const idle: WarmProcess[] = [];
  return { take: () => idle.pop() ?? newProcess(), giveBack: (process: WarmProcess) => void idle.push(process) };
}

function newProcess(): WarmProcess {
  const kept = keptSealer();
  let current: Ports | null = null;
  const now = (): Ports => {
    if (current === null) throw new Error("a process without an invocation");
    return current;
  };
  const keyring: Keyring = {
    newKey: (context) => now().keyring.newKey(context),
    unwrap: (wrapped, context) => now().keyring.unwrap(wrapped, context),
  };
  return {
    sealerFor(ports) {
      current = ports;
      const table: Table = {
        ...ports.table,
        get: (key) => now().table.get(key),
        write: (write) => now().table.write(write),
      };
      return kept({ keyring, table, clock: ports.clock });
    },
  };
}
