import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** What a raw server does with a connection once a whole request head has come. */
export type Reply = (socket: Socket, head: string) => void;

/** A TCP server that need not speak HTTP. */
export interface RawServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a raw server on a free port of the loopback interface. */
export async function startRawServer(reply: Reply): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = "";
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      const whole = head;
      head = "";
      reply(socket, whole);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
