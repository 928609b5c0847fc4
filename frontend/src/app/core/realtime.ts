/**
 * News as it happens: one WebSocket while somebody is signed in. It comes back after any close, says
 * which notification it saw last, and so misses none. What is shown of the news is not decided here.
 */
import { HttpContext } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { Subject } from 'rxjs';
import { Api } from './api';
import { Auth } from './auth';
import { IN_BACKGROUND } from './loading';
import type { Notification } from './models';
import { asProblem } from './problem';
import { OPEN_SOCKET, Socket } from './socket';

const PATH = '/ws/';
const NO_NEWS = 1013;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The server pings every 25 s; a connection that is silent for longer is a dead one. */
const LONGEST_SILENCE_MS = 60_000;

type Frame =
  | { type: 'notification'; seq: number; notification: Notification }
  | { type: 'unread'; count: number }
  | { type: 'ping' };

@Injectable({ providedIn: 'root' })
export class Realtime {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  private readonly openSocket = inject(OPEN_SOCKET);
  private readonly live = signal(false);
  private readonly arrived = new Subject<Notification>();
  private readonly counted = new Subject<number>();
  private readonly userId = computed(() => this.auth.user()?.id);
  private socket: Socket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private lastSeq: number | null = null;

  /** Whether news arrives by itself; if not, those who want to know must ask. */
  readonly isLive = this.live.asReadonly();
  /** Each new notification, once. */
  readonly notifications = this.arrived.asObservable();
  /** The number of unread notifications, whenever it changes. */
  readonly unread = this.counted.asObservable();

  constructor() {
    effect((onCleanup) => {
      if (!this.userId()) return;
      untracked(() => void this.connect());
      onCleanup(() => this.stop());
    });
  }

  private async connect(): Promise<void> {
    const user = this.userId();
    try {
      const context = new HttpContext().set(IN_BACKGROUND, true);
      const { ticket } = await this.api.post('/api/realtime/ticket/', undefined, { context });
      if (user === this.userId()) this.open(ticket);
    } catch (error) {
      // 401: the session is over, and with it the wish for news.
      if (asProblem(error).status !== 401 && user === this.userId()) this.reconnect();
    }
  }

  private open(ticket: string) {
    const socket = this.openSocket(PATH);
    this.socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'hello', ticket, last_seq: this.lastSeq }));
      this.expectSound();
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => this.take(JSON.parse(data) as Frame);
    socket.onclose = ({ code }) => this.lose(socket, code);
  }

  private take(frame: Frame) {
    this.failures = 0;
    this.live.set(true);
    this.expectSound();
    if (frame.type === 'unread') this.counted.next(frame.count);
    if (frame.type === 'notification') this.takeNotification(frame.seq, frame.notification);
  }

  private takeNotification(seq: number, notification: Notification) {
    if (this.lastSeq !== null && seq <= this.lastSeq) return;
    this.lastSeq = seq;
    this.arrived.next(notification);
  }

  private expectSound() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const { socket } = this;
      socket?.close();
      if (socket) this.lose(socket, 0);
    }, LONGEST_SILENCE_MS);
  }

  /** A browser's close handshake can take long: whoever gave a socket up has forgotten it already. */
  private lose(socket: Socket, code: number) {
    if (socket !== this.socket) return;
    this.forget();
    this.reconnect(code === NO_NEWS ? LONGEST_WAIT_MS : 0);
  }

  /** Waits longer after each failure, and never as long as others do, so that not all come at once. */
  private reconnect(atLeastMs = 0) {
    const longest = Math.min(SHORTEST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    const wait = atLeastMs + longest * (0.5 + Math.random() / 2);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private forget() {
    clearTimeout(this.silence);
    this.socket = null;
    this.live.set(false);
  }

  private stop() {
    clearTimeout(this.timer);
    const { socket } = this;
    this.forget();
    socket?.close();
    this.lastSeq = null;
    this.failures = 0;
  }
}
