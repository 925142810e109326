/** What the exit codes mean. Scripts rely on them: a number never changes its meaning. */
export const exitCode = {
  /** Jobs were found, or what was asked for holds. */
  success: 0,
  /** The API, the network or a file failed. For `check`: the expression is wrong. */
  failure: 1,
  /** The command line, the configuration or an expression is wrong; nothing was sent. */
  usage: 2,
  /** Nothing was found (with `--exit-code`), or `wait` reached its deadline. */
  nothing: 3,
  /** EnOS refused the keys, the token, or access to the organization. */
  unauthorized: 4,
  /** Ended by Ctrl-C: 128 and the number of SIGINT, as shells report it. */
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
