import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Server, connect, createServer } from "node:net";
import { type Command, type LocalProcess, endChild, startChild } from "./child.ts";

/** A machine may be busy with much else. */
const START_LIMIT_MS = 60_000;
const RESTART_AFTER_MS = 20;

/** A service that is kept alive: when its process dies it is started again, on the same port and data. */
export interface Emulator {
  process: LocalProcess;
  port: number;
  /** To the process as it is now; nothing happens when it does not listen. */
  tell(message: object): void;
  onMessage(hear: (message: unknown) => void): void;
  stop(): Promise<void>;
}

/** Starts a service (its command is asked for anew at each start) and waits until its port answers. Throws with the end of its log when it does not. */
export async function startEmulator(commandFor: (port: number) => Command, wishedPort: number): Promise<Emulator> {
  const port = await freePort(wishedPort);
  const kept = keepAlive(() => commandFor(port));
  const { kind, log } = commandFor(port);
  await answers(port, log);
  return {
    port,
    process: {
      kind,
      get pid() {
        return kept.child().pid ?? 0;
      },
      kill: () => void kept.child().kill("SIGKILL"),
    },
    tell: (message) => {
      if (kept.child().connected) kept.child().send(message, () => undefined);
    },
    onMessage: kept.onMessage,
    stop: kept.stop,
  };
}

interface KeptAlive {
  child(): ChildProcess;
  onMessage(hear: (message: unknown) => void): void;
  stop(): Promise<void>;
}

function keepAlive(command: () => Command): KeptAlive {
  const hearers: ((message: unknown) => void)[] = [];
  let stopping = false;
  const start = (): ChildProcess => {
    const started = startChild(command());
    started.on("message", (message: unknown) => hearers.forEach((hear) => hear(message)));
    started.once("exit", () => {
      if (!stopping) setTimeout(() => (stopping ? undefined : (child = start())), RESTART_AFTER_MS);
    });
    return started;
  };
  let child = start();
  return {
    child: () => child,
    onMessage: (hear) => void hearers.push(hear),
    stop: () => {
      stopping = true;
      return endChild(child);
    },
  };
}

/** The wished port when nobody has it, else any that is free. */
async function freePort(wished: number): Promise<number> {
  try {
    return await tryPort(wished);
  } catch {
    return tryPort(0);
  }
}

function tryPort(port: number): Promise<number> {
  return new Promise((done, failed) => {
    const server: Server = createServer().once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}

async function answers(port: number, log: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  while (!(await reaches(port))) {
    if (performance.now() > until) throw new Error(`nothing answers on port ${port}:\n${endOf(log)}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

function reaches(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1")
      .once("connect", () => (socket.destroy(), done(true)))
      .once("error", () => done(false));
  });
}

function endOf(log: string): string {
  return readFileSync(log, "utf8").split("\n").slice(-20).join("\n");
}
