import { TestBed } from '@angular/core/testing';
import { FakeSockets } from '../../../testing/fake-socket';
import { openPage } from '../../../testing/page';
import { COURSE_ID, makeNotification, makePageOf } from '../../../testing/samples';
import { OPEN_SOCKET } from '../../core/socket';

const COUNT = '/api/notifications/unread-count/';

async function open(results = [makeNotification()]) {
  const page = await openPage('/notifications', { as: {} });
  await page.answer('GET', COUNT, { count: results.length });
  await page.answer('GET', '/api/notifications/', makePageOf(results));
  return page;
}

describe('Notifications', () => {
  it('are shown in words, with the way to what they are about', async () => {
    const data = { course: COURSE_ID, course_title: 'Rust', percentage: 50 };
    const page = await open([makeNotification({ kind: 'milestone', data })]);
    expect(page.screen.text).toContain('You have completed 50 % of “Rust”.');
    expect(page.screen.get('link', /^Open/).getAttribute('href')).toBe(`/courses/${COURSE_ID}`);
  });

  it.each([
    ['queued', '“Rust” is full. You are on its waiting list.', `/courses/${COURSE_ID}`],
    ['seat_granted', 'You have a seat in “Rust” now. Welcome!', `/courses/${COURSE_ID}`],
    ['certificate', 'Your certificate for “Rust” is ready.', '/certificates'],
  ])('of the kind %s say and lead to what happened', async (kind, text, path) => {
    const data = { course: COURSE_ID, course_title: 'Rust' };
    const page = await open([makeNotification({ kind, data })]);
    expect(page.screen.text).toContain(text);
    expect(page.screen.get('link', /^Open/).getAttribute('href')).toBe(path);
  });

  it('of a streak count its days and lead nowhere', async () => {
    const page = await open([makeNotification({ kind: 'streak', data: { days: 6 } })]);
    expect(page.screen.text).toContain('You have learned on 6 days in a row.');
    expect(page.screen.all('link', /^Open/)).toHaveLength(0);
  });

  it('lead to how one wants to be told', async () => {
    const page = await open();
    const link = page.screen.get('link', 'How you are told');
    expect(link.getAttribute('href')).toBe('/profile/notifications');
  });

  it('appear as they arrive, each once', async () => {
    const sockets = new FakeSockets();
    TestBed.overrideProvider(OPEN_SOCKET, { useValue: sockets.open });
    const page = await open();
    const ticket = { ticket: 'ticket', expires_in: 30 };
    await page.answer('POST', '/api/realtime/ticket/', ticket, 201);
    sockets.last.accept();
    const notification = makeNotification({ id: 'n2', seq: 2, kind: 'news', message: 'Hello' });
    sockets.last.deliver({ type: 'notification', seq: 2, notification });
    sockets.last.deliver({ type: 'notification', seq: 2, notification });
    await page.settle();
    expect(page.screen.all('listitem').map((item) => item.textContent)).toHaveLength(2);
    expect(page.screen.all('listitem')[0]?.textContent).toContain('Hello');
  });

  it('fall back to the words of the server for kinds without a text', async () => {
    const page = await open([
      makeNotification({ kind: 'announcement', message: 'Exam on Friday' }),
    ]);
    expect(page.screen.text).toContain('Exam on Friday');
  });

  it('are marked as read one by one', async () => {
    const page = await open();
    await page.click(page.screen.get('button', /^Mark as read/));
    const read = makeNotification({ is_read: true });
    await page.answer('POST', `/api/notifications/${read.id}/read/`, read);
    await page.answer('GET', COUNT, { count: 0 });
    expect(page.screen.all('button', /^Mark as read/)).toHaveLength(0);
    expect(page.screen.all('button', 'Mark all as read')).toHaveLength(0);
  });

  it('are marked as read all at once', async () => {
    const page = await open([makeNotification(), makeNotification({ id: '2' })]);
    await page.click(page.screen.get('button', 'Mark all as read'));
    await page.answer('POST', '/api/notifications/read-all/', { count: 0 });
    await page.answer('GET', COUNT, { count: 0 });
    expect(page.screen.text).not.toContain('Unread');
  });

  it('say so when there are none', async () => {
    const page = await open([]);
    expect(page.screen.text).toContain('Nothing new');
  });

  it('stay unread when the server refuses', async () => {
    const page = await open();
    await page.click(page.screen.get('button', /^Mark as read/));
    await page.refuse('POST', `/api/notifications/${makeNotification().id}/read/`, 503, {
      code: 'unavailable',
    });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
    expect(page.screen.get('button', /^Mark as read/)).toBeTruthy();
  });
});
