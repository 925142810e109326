/** The deadline of `wait` passed. The message says what was seen last. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
}
