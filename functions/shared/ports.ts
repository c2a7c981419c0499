/** What use cases are given. Nothing else in functions/ touches AWS, time, chance, the environment or the network. */
import type { Instant } from "../../domain/units.ts";
import type { Clock, Ids, Random, Transport } from "../../adapters/runtime/ports.ts";

export type { Clock, Ids, Random, Transport } from "../../adapters/runtime/ports.ts";

export interface Key {
  PK: string;
  SK: string;
}
export type Item = Key & Record<string, unknown>;

/** One clause of a condition; clauses of a list must all hold. */
export type Clause =
  | readonly [attribute: string, operator: "=" | "<>" | "<" | "<=" | ">" | ">=", value: string | number | boolean]
  | readonly [attribute: string, operator: "absent" | "exists"];
/** All clauses of one of the lists must hold. */
export type Condition = { all: readonly Clause[] } | { any: readonly (readonly Clause[])[] };

export interface Put {
  put: Item;
  if?: Condition;
}
export interface Update {
  update: Key;
  set?: Record<string, unknown>;
  /** Set only where the attribute is absent. */
  default?: Record<string, unknown>;
  add?: Record<string, number>;
  remove?: readonly string[];
  if?: Condition;
}
export interface Delete {
  delete: Key;
  if?: Condition;
}
export type Write = Put | Update | Delete;
/** `item`: after an update, all its attributes. `old`: the row that did not meet the condition; an own earlier try may be in it. */
export type Written = { ok: true; item: Item | null } | { ok: false; old: Item | null };
export type Transacted =
  { ok: true } | { ok: false; reasons: readonly { why: "none" | "condition"; old: Item | null }[] };

export interface Query {
  index?: "work" | "views";
  pk: string;
  begins?: string;
  /** Up to and with this sort key. */
  upTo?: string;
  limit?: number;
  newestFirst?: boolean;
  cursor?: string | null;
}

/** One table. A failed condition is an answer; throws when the table is down, throttles for long, or another's transaction stays in the way. */
export interface Table {
  get(key: Key): Promise<Item | null>;
  /** In no order; missing rows are left out. Consistent unless said otherwise. */
  batchGet(keys: readonly Key[], options?: { eventual?: boolean }): Promise<Item[]>;
  query(query: Query): Promise<{ items: Item[]; cursor: string | null }>;
  write(write: Write): Promise<Written>;
  transact(writes: readonly Write[]): Promise<Transacted>;
  /** Unconditional puts, unprocessed ones again. */
  batchPut(items: readonly Item[]): Promise<void>;
}

export interface Message {
  body: unknown;
  group: string;
  delayMs?: number;
}
export interface Queues {
  /** Sends all; those that fail are tried three times. Throws when any is left. */
  send(queue: QueueName, messages: readonly Message[]): Promise<void>;
}
export type LaneKind = "publish" | "urgent" | "pull";
export type QueueName = "orders" | "fanout" | `${LaneKind}:${string}`;

export interface Blob {
  put(name: string, bytes: Uint8Array): Promise<void>;
  get(name: string): Promise<Uint8Array | null>;
}

/** Wraps and unwraps the data keys of merchants. */
export interface Keyring {
  /** A new data key: in plain for use now, wrapped to be stored. */
  newKey(context: string): Promise<{ plain: Uint8Array; wrapped: string }>;
  unwrap(wrapped: string, context: string): Promise<Uint8Array>;
}

export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  /** One figure for metrics and alarms. */
  metric(name: string, value: number, fields?: Record<string, string>): void;
}

/** What every use case gets. */
export interface Ports {
  clock: Clock;
  random: Random;
  ids: Ids;
  table: Table;
  receivers: Table;
  queues: Queues;
  blob: Blob;
  keyring: Keyring;
  transport: Transport;
  log: Log;
  /** Deployment configuration: other base URLs of platforms than the adapters' own. */
  baseUrls: Readonly<Record<string, string>>;
  /** `fast`: against imitations only; rates fifty times the platforms' own. Time is never shortened: demo and bench move the clock. */
  profile: "real" | "fast";
  /** Which way out this function was given. */
  egress: "any" | "fixed_ip" | "relay";
  /** When this invocation must have ended. */
  deadline(): Instant;
}
