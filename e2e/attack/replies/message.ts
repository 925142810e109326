import type { Reply } from "../rawServer.ts";

/** One hostile way to answer. */
export interface HostileReply {
  readonly name: string;
  readonly reply: Reply;
}

/** The body of an answer that is right. */
export const good: string = JSON.stringify({
  code: 0,
  msg: "OK",
  requestId: "r",
  data: [],
  pagination: { pageNo: 1, pageSize: 10, totalSize: 0 },
});

/** An answer as it is sent; its length is right where the lines do not say another one. */
export function message(statusLine: string, lines: readonly string[], body: string): string {
  const length = lines.some((line) => /^(content-length|transfer-encoding):/.test(line))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`];
  return `${[statusLine, ...lines, ...length].join("\r\n")}\r\n\r\n${body}`;
}

/** Sends a text and closes the connection. */
export function once(text: string): Reply {
  return (socket) => socket.end(text);
}
