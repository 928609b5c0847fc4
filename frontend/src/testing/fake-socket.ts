import type { Socket } from '../app/core/socket';

/** The other end of WebSockets in tests: remembers what was opened and sent, and plays the server. */
export class FakeSockets {
  readonly all: FakeSocket[] = [];

  readonly open = (path: string): Socket => {
    const socket = new FakeSocket(path);
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const last = this.all.at(-1);
    if (!last) throw new Error('No socket was opened.');
    return last;
  }
}

export class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: unknown[] = [];
  isClosed = false;

  constructor(readonly path: string) {}

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.isClosed = true;
  }

  accept() {
    this.onopen?.call(this as unknown as WebSocket, new Event('open'));
  }

  deliver(frame: object) {
    const event = new MessageEvent('message', { data: JSON.stringify(frame) });
    this.onmessage?.call(this as unknown as WebSocket, event);
  }

  drop(code: number) {
    const event = Object.assign(new Event('close'), { code, reason: '', wasClean: true });
    this.onclose?.call(this as unknown as WebSocket, event);
  }
}
