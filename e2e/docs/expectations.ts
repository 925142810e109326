/**
 * Makes a program that checks its own comments.
 *
 * - `value; // → text` expects that the value reads as the text
 * - `console.log(value); // → text` expects that the text is printed
 * - `call(); // throws text` expects an error whose message contains the text
 *
 * Each stays on its line, so that a stack trace points to the line of the document.
 */
export function withExpectations(code: string): string {
  return code
    .replace(/^( *)console\.log\((.*)\); \/\/ → (.*)$/gm, (_, indent, values, text) => {
      return `${indent}expectations.prints(${JSON.stringify(text)}, ${values});`;
    })
    .replace(/^( *)(.*); \/\/ → (.*)$/gm, (_, indent, value, text) => {
      return `${indent}expectations.reads(${JSON.stringify(text)}, ${value});`;
    })
    .replace(/^( *)(.*); \/\/ throws (.*)$/gm, (_, indent, call, text) => {
      return `${indent}await expectations.throws(${JSON.stringify(text)}, async () => ${call});`;
    });
}

/** How many comments of a program say what happens. */
export function countExpectations(code: string): number {
  return (code.match(/; \/\/ (?:→|throws) /g) ?? []).length;
}
