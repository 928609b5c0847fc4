import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { FakeSockets } from '../../testing/fake-socket';
import { appProviders, signInAs } from '../../testing/page';
import { makeNotification } from '../../testing/samples';
import { Auth } from './auth';
import type { Notification } from './models';
import { Realtime } from './realtime';
import { OPEN_SOCKET } from './socket';

const TICKET = '/api/realtime/ticket/';

function notificationFrame(seq: number) {
  return { type: 'notification', seq, notification: makeNotification({ id: `n${seq}`, seq }) };
}

async function start() {
  localStorage.clear();
  const sockets = new FakeSockets();
  TestBed.configureTestingModule({
    providers: [...appProviders(), { provide: OPEN_SOCKET, useValue: sockets.open }],
  });
  const arrived: Notification[] = [];
  const realtime = TestBed.inject(Realtime);
  realtime.notifications.subscribe((notification) => arrived.push(notification));
  await signInAs({});
  TestBed.tick();
  await pass();
  return { http: TestBed.inject(HttpTestingController), realtime, sockets, arrived };
}

async function giveTicket(http: HttpTestingController, ticket: string) {
  http.expectOne(TICKET).flush({ ticket, expires_in: 30 }, { status: 201, statusText: 'Created' });
  await pass();
}

async function connect() {
  const started = await start();
  await giveTicket(started.http, 'ticket-1');
  started.sockets.last.accept();
  return started;
}

/** Lets time pass, and everything happen that was waiting for it. */
async function pass(ms = 0) {
  await jest.advanceTimersByTimeAsync(ms);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Real time', () => {
  it('introduces itself with a ticket and is live from the first frame', async () => {
    const { sockets, realtime } = await connect();
    expect(sockets.last.path).toBe('/ws/');
    expect(sockets.last.sent).toEqual([{ type: 'hello', ticket: 'ticket-1', last_seq: null }]);
    expect(realtime.isLive()).toBe(false);
    sockets.last.deliver({ type: 'ping' });
    expect(realtime.isLive()).toBe(true);
  });

  it('passes each notification on once', async () => {
    const { sockets, arrived } = await connect();
    for (const seq of [4, 4, 3, 5]) sockets.last.deliver(notificationFrame(seq));
    expect(arrived.map(({ seq }) => seq)).toEqual([4, 5]);
  });

  it('tells the number of unread ones', async () => {
    const { sockets, realtime } = await connect();
    const counts: number[] = [];
    realtime.unread.subscribe((count) => counts.push(count));
    sockets.last.deliver({ type: 'unread', count: 7 });
    expect(counts).toEqual([7]);
  });

  it.each([1006, 1012, 4401, 4408])(
    'comes back after close %i with a new ticket and what it saw last',
    async (code) => {
      const { http, sockets, realtime } = await connect();
      sockets.last.deliver(notificationFrame(4));
      sockets.last.drop(code);
      expect(realtime.isLive()).toBe(false);
      await pass(1_000);
      await giveTicket(http, 'ticket-2');
      sockets.last.accept();
      expect(sockets.last.sent).toEqual([{ type: 'hello', ticket: 'ticket-2', last_seq: 4 }]);
    },
  );

  it('leaves the server alone for half a minute when it has no news to give', async () => {
    const { http, sockets } = await connect();
    sockets.last.drop(1013);
    await pass(30_000);
    http.expectNone(TICKET);
    await pass(1_000);
    http.expectOne(TICKET);
  });

  it('waits longer after each failure, up to half a minute', async () => {
    const { http } = await start();
    for (const longest of [1, 2, 4, 8, 16, 30, 30]) {
      http.expectOne(TICKET).flush(null, { status: 503, statusText: 'Unavailable' });
      await pass(longest * 500 - 1);
      http.expectNone(TICKET);
      await pass(longest * 500 + 1);
    }
    http.expectOne(TICKET);
  });

  it('gives up a connection that has gone silent', async () => {
    const { http, sockets } = await connect();
    sockets.last.deliver({ type: 'ping' });
    await pass(60_000);
    expect(sockets.last.isClosed).toBe(true);
    await pass(1_000);
    http.expectOne(TICKET);
  });

  it('ends with the session', async () => {
    const { sockets, realtime } = await connect();
    sockets.last.deliver({ type: 'ping' });
    TestBed.inject(Auth).forget();
    TestBed.tick();
    expect(sockets.last.isClosed).toBe(true);
    expect(realtime.isLive()).toBe(false);
  });

  it('does not ask again when the session has ended', async () => {
    const { http } = await start();
    http.expectOne(TICKET).flush(null, { status: 401, statusText: 'Unauthorized' });
    await pass();
    http.expectOne('/api/auth/token/refresh/').flush(null, { status: 401, statusText: '401' });
    await pass();
    http.expectNone(TICKET);
  });
});
