import { TestBed } from '@angular/core/testing';
import { HttpTestingController } from '@angular/common/http/testing';
import { FakeSockets } from '../testing/fake-socket';
import { renderAlone, settle, signInAs } from '../testing/page';
import { App } from './app';
import { makeNotification } from '../testing/samples';
import { Locale } from './core/locale';
import { OPEN_SOCKET } from './core/socket';

describe('App', () => {
  it('offers a visitor to sign in, and the way past the navigation first', async () => {
    const { screen } = await renderAlone(App);
    expect(screen.get('link', 'Sign in').getAttribute('href')).toBe('/sign-in');
    expect(screen.all('link')[0]?.textContent).toBe('Skip to the content');
    expect(screen.all('link', 'My learning')).toHaveLength(0);
  });

  it('turns from right to left for Arabic, and back', async () => {
    const { fixture, screen } = await renderAlone(App);
    await TestBed.inject(Locale).choose('ar');
    await fixture.whenStable();
    expect(document.documentElement.dir).toBe('rtl');
    expect(screen.text).toContain('تسجيل الدخول');
    await TestBed.inject(Locale).choose('en');
    expect(document.documentElement.dir).toBe('ltr');
  });

  it('shows who is signed in and how many notifications are unread', async () => {
    const { fixture, screen } = await renderAlone(App);
    await signInAs({ name: 'Ada Byron', roles: ['student', 'instructor'] });
    await fixture.whenStable();
    TestBed.inject(HttpTestingController)
      .expectOne('/api/notifications/unread-count/')
      .flush({ count: 3 });
    await settle();
    await fixture.whenStable();
    expect(screen.get('button', 'Account of Ada Byron')).toBeTruthy();
    expect(screen.get('link', 'Notifications, 3 unread')).toBeTruthy();
    expect(screen.all('link', 'Studio').length).toBeGreaterThan(0);
  });

  it('tells news as it happens, and counts it', async () => {
    const sockets = new FakeSockets();
    TestBed.overrideProvider(OPEN_SOCKET, { useValue: sockets.open });
    const { fixture, screen } = await renderAlone(App);
    await signInAs({});
    await fixture.whenStable();
    TestBed.inject(HttpTestingController)
      .expectOne('/api/realtime/ticket/')
      .flush({ ticket: 'ticket', expires_in: 30 });
    await settle();
    const notification = makeNotification({ kind: 'news', message: 'Exam on Friday' });
    sockets.last.deliver({ type: 'notification', seq: 1, notification });
    sockets.last.deliver({ type: 'unread', count: 4 });
    await fixture.whenStable();
    expect(screen.get('status').textContent).toContain('Exam on Friday');
    expect(screen.get('link', 'Notifications, 4 unread')).toBeTruthy();
  });

  it('switches the colours and remembers it', async () => {
    const { fixture, screen } = await renderAlone(App);
    screen.get('button', 'Switch to dark colours').click();
    await fixture.whenStable();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(screen.get('button', 'Switch to light colours')).toBeTruthy();
    expect(localStorage.getItem('lyceum.theme')).toBe('dark');
  });
});
