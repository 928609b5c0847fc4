import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { makePageOf, makeUser } from '../../../testing/samples';

const ADMIN = { as: { roles: ['student', 'admin'] as ('student' | 'admin')[] } };

describe('The list of users', () => {
  async function open() {
    const page = await openPage('/administration/users', ADMIN);
    await page.answer('GET', '/api/users/', makePageOf([{ ...makeUser(), is_active: true }]));
    return page;
  }

  it('gives a role, and says why one cannot be taken', async () => {
    const page = await open();
    await page.click(page.screen.get('checkbox', 'Ada is an instructor'));
    const path = `/api/users/${makeUser().id}/`;
    const request = await page.refuse('PATCH', path, 409, { code: 'last_admin' });
    expect(request.body).toEqual({ roles: ['student', 'instructor'] });
    expect(page.screen.get('alert').textContent).toContain('last administrator');
  });

  it('invites somebody', async () => {
    const page = await open();
    page.screen.type('Name', 'Grace');
    page.screen.type('Username', 'grace');
    page.screen.type('E-mail', 'grace@example.org');
    await page.click(page.screen.get('button', 'Invite'));
    const request = await page.answer('POST', '/api/users/', {}, 201);
    expect(request.body).toEqual({ name: 'Grace', username: 'grace', email: 'grace@example.org' });
  });

  it('looks for people from the first page on', async () => {
    const page = await openPage('/administration/users?page=2', ADMIN);
    await page.answer('GET', '/api/users/', makePageOf([makeUser()]));
    const field = page.screen.get('searchbox', 'Search by name, username or e-mail');
    (field as HTMLInputElement).value = ' ada ';
    field.dispatchEvent(new Event('change'));
    await page.settle();
    await page.answer('GET', '/api/users/', makePageOf([]));
    expect(TestBed.inject(Router).url).toBe('/administration/users?search=ada');
    expect(page.screen.text).toContain('Nobody');
  });

  it('is closed to instructors', async () => {
    await openPage('/administration/users', { as: { roles: ['student', 'instructor'] } });
    expect(TestBed.inject(Router).url).toBe('/');
  });
});

describe('News that could not be delivered', () => {
  it('is tried again', async () => {
    const page = await openPage('/administration/outbox', ADMIN);
    const row = { id: 'r1', event: 'StudentEnrolled', handler: 'mail', tries: 9, error: 'refused' };
    const rows = makePageOf([{ ...row, created_at: makeUser().date_joined }]);
    await page.answer('GET', '/api/outbox/dead/', rows);
    await page.click(page.screen.get('button', 'Try StudentEnrolled again'));
    await page.answer('POST', '/api/outbox/dead/r1/replay/', null, 204);
    await page.answer('GET', '/api/outbox/dead/', makePageOf([]));
    expect(page.screen.text).toContain('Everything was delivered');
  });
});
