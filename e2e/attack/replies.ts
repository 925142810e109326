import type { Socket } from "node:net";
import { deflateSync, gzipSync } from "node:zlib";
import type { Reply } from "./rawServer.ts";

/** One hostile way to answer. */
export interface HostileReply {
  readonly name: string;
  readonly reply: Reply;
}

const good = JSON.stringify({
  code: 0,
  msg: "OK",
  requestId: "r",
  data: [],
  pagination: { pageNo: 1, pageSize: 10, totalSize: 0 },
});

/** Every hostile answer: status lines, headers, bodies and ways to send them, and the pairs of those that interact. */
export function hostileReplies(): readonly HostileReply[] {
  return [...statusLines(), ...headers(), ...bodies(), ...deliveries()];
}

function statusLines(): HostileReply[] {
  const lines = [
    "HTTP/1.1 200 OK",
    "HTTP/1.0 200 OK",
    "HTTP/0.9 200 OK",
    "HTTP/2 200",
    "HTTP/1.1 200",
    "HTTP/1.1 2OO OK",
    "HTTP/1.1 99 Low",
    "HTTP/1.1 101 Switching Protocols",
    "HTTP/1.1 100 Continue",
    "HTTP/1.1 103 Early Hints",
    "HTTP/1.1 204 No Content",
    "HTTP/1.1 205 Reset",
    "HTTP/1.1 206 Partial",
    "HTTP/1.1 300 Many",
    "HTTP/1.1 301 Moved\r\nlocation: http://127.0.0.1:9/",
    "HTTP/1.1 304 Same",
    "HTTP/1.1 307 There\r\nlocation: /again",
    "HTTP/1.1 308 There\r\nlocation: //",
    "HTTP/1.1 400 Bad",
    "HTTP/1.1 401 No",
    "HTTP/1.1 403 No",
    "HTTP/1.1 404 No",
    "HTTP/1.1 407 Proxy",
    "HTTP/1.1 408 Slow",
    "HTTP/1.1 413 Large",
    "HTTP/1.1 418 Tea",
    "HTTP/1.1 429 Many\r\nretry-after: 0",
    "HTTP/1.1 429 Many\r\nretry-after: 99999999999",
    "HTTP/1.1 429 Many\r\nretry-after: -5",
    "HTTP/1.1 429 Many\r\nretry-after: Wed, 99 Nope 2026",
    "HTTP/1.1 500 Fail",
    "HTTP/1.1 502 Bad",
    "HTTP/1.1 503 Away\r\nretry-after: NaN",
    "HTTP/1.1 504 Late",
    "HTTP/1.1 599 Odd",
    "HTTP/1.1 999 Nine",
    "HTTP/1.1 200 \u0000\u0001",
    "ICY 200 OK",
    "220 smtp.example ESMTP",
    "SSH-2.0-OpenSSH_9.2",
    "",
  ];
  return lines.map((line) => ({
    name: `status line ${JSON.stringify(line)}`,
    reply: once(message(line, [], good)),
  }));
}

function headers(): HostileReply[] {
  const lists: readonly (readonly string[])[] = [
    ["content-length: 5"],
    ["content-length: 999999"],
    ["content-length: -1"],
    ["content-length: 1, 2"],
    ["content-length: abc"],
    ["transfer-encoding: chunked"],
    ["transfer-encoding: gzip"],
    ["transfer-encoding: chunked", `content-length: ${good.length}`],
    ["content-encoding: gzip"],
    ["content-encoding: br"],
    ["content-encoding: deflate"],
    ["content-encoding: zstd"],
    ["content-encoding: gzip, gzip, gzip"],
    ["content-encoding: nope"],
    ["content-type: text/html"],
    ["content-type: "],
    ["content-type: \u00ff\u00fe"],
    ["content-type: application/json; charset=utf-16"],
    ["date: yesterday"],
    ["date: Thu, 01 Jan 1970 00:00:00 GMT"],
    ["date: Fri, 31 Dec 9999 23:59:59 GMT"],
    [`x-request-id: ${"x".repeat(9_000)}`],
    ["no colon here"],
    [": empty name"],
    [`x: ${"y".repeat(20_000)}`],
    Array.from({ length: 500 }, (_, index) => `x-${index}: ${index}`),
    ["set-cookie: a=1", "set-cookie: b=2"],
    ["connection: upgrade", "upgrade: websocket"],
    ["connection: close"],
    ["keep-alive: timeout=0"],
    ["link: <x>; rel=preload"],
    ["location: javascript:alert(1)"],
    ['alt-svc: h3=":443"'],
    ["refresh: 0; url=/"],
    ["content-disposition: attachment"],
  ];
  return lists.map((list) => ({
    name: `headers ${list[0]?.slice(0, 60)}`,
    reply: once(message("HTTP/1.1 200 OK", list, good)),
  }));
}

function bodies(): HostileReply[] {
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  const wrap = (fields: string): string => `{"code":0,"msg":"OK","requestId":"r",${fields}}`;
  const texts = [
    "",
    " ",
    "null",
    "true",
    "0",
    '"text"',
    "[]",
    "[1,2]",
    "{}",
    "{",
    "<html></html>",
    deep,
    `{"code":${deep}}`,
    "NaN",
    "undefined",
    `\ufeff${good}`,
    '{"code":0}',
    '{"code":null}',
    '{"code":""}',
    '{"code":" "}',
    '{"code":"0"}',
    '{"code":"abc"}',
    '{"code":1e999}',
    '{"code":-1}',
    '{"code":0.5}',
    '{"code":{}}',
    '{"code":[]}',
    '{"code":99400,"msg":{"a":1}}',
    '{"code":99400,"msg":["a"]}',
    '{"code":99400,"msg":null}',
    `{"code":99400,"msg":"${"m".repeat(3_000_000)}"}`,
    '{"code":99400,"msg":"\\u001b[2J\\u202e"}',
    '{"code":99400,"requestId":{"toString":1}}',
    `{"code":99400,"requestId":${deep}}`,
    '{"code":99400,"requestId":{"toJSON":1,"valueOf":2}}',
    '{"apim_status":4011}',
    '{"apim_status":"4012","code":0}',
    '{"__proto__":{"code":0,"data":[]}}',
    '{"constructor":{"prototype":{"x":1}},"code":0,"data":[]}',
    wrap('"data":null'),
    wrap('"data":{}'),
    wrap('"data":"x"'),
    wrap('"data":[null]'),
    wrap('"data":[1]'),
    wrap('"data":[{}]'),
    wrap('"data":[{"jobId":5}]'),
    wrap('"data":[{"jobId":""}]'),
    wrap('"data":[{"jobId":"a"},{"jobId":"a"}]'),
    wrap('"data":[],"pagination":null'),
    wrap('"data":[],"pagination":[]'),
    wrap('"data":[],"pagination":{"totalSize":-1}'),
    wrap('"data":[],"pagination":{"totalSize":1e308,"pageSize":0}'),
    wrap('"data":[],"pagination":{"pageNo":"x","pageSize":{},"totalSize":"many"}'),
    wrap('"data":[],"pagination":{"toString":1}'),
    good.replaceAll('"', "'"),
    good + good,
    `${good}garbage`,
    good.slice(0, -5),
    "\u0000".repeat(1000),
    "\ud800",
    good.replace("OK", "\ud800"),
  ];
  return texts.map((text) => ({
    name: `body ${JSON.stringify(text.slice(0, 60))} of ${text.length}`,
    reply: once(message("HTTP/1.1 200 OK", ["content-type: application/json"], text)),
  }));
}

function deliveries(): HostileReply[] {
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

function message(statusLine: string, lines: readonly string[], body: string): string {
  const length = lines.some((line) => /^(content-length|transfer-encoding):/.test(line))
    ? []
    : [`content-length: ${Buffer.byteLength(body)}`];
  return `${[statusLine, ...lines, ...length].join("\r\n")}\r\n\r\n${body}`;
}

function once(text: string): Reply {
  return (socket) => socket.end(text);
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
