import type { Socket } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import { good, type HostileReply } from "./message.ts";

/** Hostile ways to send an answer, and answers of which two parts disagree. */
export function deliveries(): HostileReply[] {
  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
  const zipped = gzipSync(good);
  const bomb = gzipSync(Buffer.alloc(80 * 2 ** 20));
  return [
    { name: "closes at once", reply: (socket) => socket.destroy() },
    { name: "resets", reply: (socket) => socket.resetAndDestroy() },
    { name: "says nothing", reply: () => {} },
    { name: "ends without a word", reply: (socket) => socket.end() },
    { name: "echoes the request", reply: (socket, text) => socket.end(text) },
    { name: "echoes the request as a body", reply: (socket, text) => socket.end(`${head}\r\n${text}`) },
    {
      name: "echoes the request as headers",
      reply: (socket, text) => socket.end(`HTTP/1.1 200 OK\r\n${text}`),
    },
    { name: "half a head", reply: (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-ty") },
    { name: "half a body", reply: (socket) => socket.end(`${head}content-length: 5000\r\n\r\n${good}`) },
    {
      name: "a byte at a time",
      reply: (socket) => drip(socket, `${head}content-length: ${good.length}\r\n\r\n${good}`, 1),
    },
    { name: "an endless body", reply: (socket) => endless(socket, `${head}\r\n`) },
    { name: "endless headers", reply: (socket) => endless(socket, "HTTP/1.1 200 OK\r\nx: ") },
    {
      name: "endless interim answers",
      reply: (socket) => endless(socket, "", "HTTP/1.1 100 Continue\r\n\r\n"),
    },
    {
      name: "a bad chunk size",
      reply: (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\nzz\r\nx\r\n`),
    },
    {
      name: "a missing last chunk",
      reply: (socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
    },
    {
      name: "gzip without its end",
      reply: (socket) =>
        socket.end(
          Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), zipped.subarray(0, -8)]),
        ),
    },
    {
      name: "a gzip bomb",
      reply: (socket) =>
        socket.end(Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), bomb])),
    },
    {
      name: "deflate named gzip",
      reply: (socket) =>
        socket.end(Buffer.concat([Buffer.from(`${head}content-encoding: gzip\r\n\r\n`), deflateSync(good)])),
    },
    {
      name: "two answers at once",
      reply: (socket) => socket.end(`${head}content-length: 2\r\n\r\n{}HTTP/1.1 500 X\r\n\r\n`),
    },
    {
      name: "an answer, then a reset",
      reply: (socket) => {
        socket.write(`${head}content-length: 2\r\n\r\n{}`);
        setTimeout(() => socket.resetAndDestroy(), 5);
      },
    },
  ];
}

function drip(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) return clearInterval(timer);
    socket.write(text[at++] ?? "");
  }, everyMs);
}

/** Writes until the other side closes, or 64 MiB are written: an attack must end by itself. */
function endless(socket: Socket, head: string, piece = "x".repeat(65_536)): void {
  socket.write(head);
  let left = 64 * 2 ** 20;
  const write = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= piece.length;
      if (!socket.write(piece)) return void socket.once("drain", write);
    }
    socket.end();
  };
  write();
}
