import type { Role } from "../../shared/tenant.ts";

export const READERS: readonly Role[] = ["owner", "clerk", "viewer", "operator"];
export const WRITERS: readonly Role[] = ["owner", "clerk", "operator"];
export const MANAGERS: readonly Role[] = ["owner", "operator"];
/** Who packs and ships: they may see to whom. */
export const PACKERS: readonly Role[] = ["owner", "clerk"];
