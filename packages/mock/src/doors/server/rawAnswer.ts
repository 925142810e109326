import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** Answers a request that Node could not read as HTTP, in the form of the gateway, and closes the connection. */
export function answerBroken(socket: Duplex, status: 400 | 405 | 431, reason?: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const detail = reason === undefined ? "" : ` (${reason.split("\n")[0]})`;
  const body = JSON.stringify({ message: `${STATUS_CODES[status]}${detail}` });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json;charset=UTF-8",
    `content-length: ${Buffer.byteLength(body)}`,
    ...(status === 405 ? ["allow: POST"] : []),
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
