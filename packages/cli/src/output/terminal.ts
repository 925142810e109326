import { styleText } from "node:util";
import { TextStream } from "./stream.ts";

/** How much is told on standard error. */
export interface Verbosity {
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** `false`: `--no-color`. */
  readonly color?: boolean | undefined;
}

type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Where output goes: data to standard output, everything else to standard error. */
export class Terminal {
  readonly out: TextStream = new TextStream(process.stdout);
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly #err = new TextStream(process.stderr);
  readonly #color: boolean | undefined;

  constructor({ quiet = false, verbose = false, color }: Verbosity) {
    this.quiet = quiet;
    this.verbose = verbose;
    this.#color = color;
  }

  /** Whether a person reads standard output. */
  get isInteractive(): boolean {
    return process.stdout.isTTY === true;
  }

  /** Whether standard error can show a line that is rewritten in place. */
  get canRewrite(): boolean {
    return process.stderr.isTTY === true && process.env["TERM"] !== "dumb" && !this.quiet;
  }

  /** Columns of the terminal, from `COLUMNS` where there is none; undefined: as wide as the content. */
  get columns(): number | undefined {
    if (process.stdout.isTTY) return process.stdout.columns || 80;
    const columns = Number(process.env["COLUMNS"]);
    return Number.isInteger(columns) && columns > 0 ? columns : undefined;
  }

  /** Styles text for standard output, where colours are wanted and shown. */
  style(style: Style | readonly Style[], text: string): string {
    return this.#hasColor(process.stdout) ? paint(style, text) : text;
  }

  /** Tells something on standard error, unless `--quiet`. */
  async note(text: string): Promise<void> {
    if (!this.quiet) await this.#tell(text);
  }

  /** Tells details on standard error with `--verbose`. */
  async detail(text: string): Promise<void> {
    if (this.verbose) await this.#tell(this.#hasColor(process.stderr) ? paint("dim", text) : text);
  }

  /** Reports what was asked for, where that is no data. */
  async report(text: string): Promise<void> {
    await this.#tell(text);
  }

  /** Tells a failure on standard error, whatever the options. */
  async fail(text: string): Promise<void> {
    const label = this.#hasColor(process.stderr) ? paint(["red", "bold"], "error:") : "error:";
    await this.#tell(`${label} ${text}`);
  }

  async #tell(text: string): Promise<void> {
    // When standard error cannot be written, there is no place left to say so.
    await this.#err.write(`${text}\n`).catch(() => {});
  }

  /** NO_COLOR and FORCE_COLOR as their standards define them; the option decides before both. */
  #hasColor(stream: NodeJS.WriteStream): boolean {
    if (this.#color === false || process.env["NO_COLOR"]) return false;
    const force = process.env["FORCE_COLOR"];
    if (force !== undefined && force !== "") return force !== "0" && force !== "false";
    return stream.isTTY === true && process.env["TERM"] !== "dumb";
  }
}

function paint(style: Style | readonly Style[], text: string): string {
  return styleText(typeof style === "string" ? style : [...style], text, { validateStream: false });
}
