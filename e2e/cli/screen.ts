import pty from "@lydell/node-pty";
import headless from "@xterm/headless";

/** A program in a pseudo-terminal, and the screen that a user sees. */
export class Screen {
  readonly #terminal: headless.Terminal;
  readonly #process: pty.IPty;
  #ended = false;

  constructor(
    command: string,
    { columns, cwd, env }: { columns: number; cwd: string; env: Record<string, string> },
  ) {
    this.#terminal = new headless.Terminal({ cols: columns, rows: 40, allowProposedApi: true });
    this.#process = pty.spawn("bash", ["-c", command], {
      ...{ cols: columns, rows: 40, cwd, env },
      name: env["TERM"] ?? "xterm-256color",
    });
    this.#process.onData((data) => this.#terminal.write(data));
    this.#process.onExit(() => {
      this.#ended = true;
    });
  }

  type(text: string): void {
    this.#process.write(text);
  }

  /** The lines of the screen, without blanks at their ends. */
  get text(): string {
    const { active } = this.#terminal.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, index) => active.getLine(index)?.translateToString(true) ?? "",
    );
    return lines.join("\n").trimEnd();
  }

  /** Whether any character on the screen is coloured or bold. */
  get isStyled(): boolean {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: active.length }, (_, row) => active.getLine(row)).some((line) =>
      Array.from({ length: this.#terminal.cols }, (_, column) => line?.getCell(column)).some(
        (cell) => cell && (!cell.isFgDefault() || cell.isBold() !== 0),
      ),
    );
  }

  /** Waits until the screen shows a text. */
  async shows(wanted: string | RegExp): Promise<void> {
    const isShown = (): boolean =>
      typeof wanted === "string" ? this.text.includes(wanted) : wanted.test(this.text);
    await this.#until(isShown, () => `${wanted} did not appear:\n${this.text}`);
  }

  /** Waits until the program has ended. */
  async end(): Promise<string> {
    await this.#until(
      () => this.#ended,
      () => `still runs:\n${this.text}`,
    );
    // What the program wrote last may not be on the screen yet.
    await new Promise<void>((done) => this.#terminal.write("", done));
    return this.text;
  }

  close(): void {
    if (!this.#ended) this.#process.kill("SIGKILL");
  }

  async #until(isReached: () => boolean, problem: () => string): Promise<void> {
    for (const limit = Date.now() + 60_000; !isReached(); ) {
      if (Date.now() > limit) throw new Error(problem());
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
