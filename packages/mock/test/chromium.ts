import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** Whether tests may launch Chromium. In CI they must: a missing browser fails there. */
export const hasChromium: boolean = executablePath !== undefined || process.env["CI"] !== undefined;

if (!hasChromium) {
  process.stderr.write(
    "\n!! Chromium not installed (Debian: chromium): the tests of Playwright's door are SKIPPED.\n",
  );
}

/** Launches Chromium, unable to reach another machine. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? "",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}
