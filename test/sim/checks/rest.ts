import type { MakeCheck } from "./check.ts";

/** I6 and the simulation's own: in the end nothing lies in a queue, nothing is dead but what nobody could read, no code ran on without a port. */
export const rest: MakeCheck = ({ world, deeds }, broken) => {
  world.onStep(() => {
    for (const life of world.escaped.splice(0)) broken("escaped", `${life} waits for something that is no port`);
  });
  return {
    end() {
      const poison = deeds.filter(({ what }) => what === "poison").length;
      const dead = world.queues.dead();
      if (dead.length > poison) broken("I6", `dead: ${dead.map(({ queue, body }) => `${queue} ${body}`).join(" | ")}`);
      if (world.queues.open() > poison) broken("I6", `${world.queues.open()} messages never come to an end`);
    },
  };
};
