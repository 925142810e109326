import { bodies } from "./replies/bodies.ts";
import { deliveries } from "./replies/deliveries.ts";
import { headers, statusLines } from "./replies/heads.ts";
import type { HostileReply } from "./replies/message.ts";

/** Every hostile answer: status lines, headers, bodies and ways to send them, and the pairs of those that interact. */
export function hostileReplies(): readonly HostileReply[] {
  return [...statusLines(), ...headers(), ...bodies(), ...deliveries()];
}
