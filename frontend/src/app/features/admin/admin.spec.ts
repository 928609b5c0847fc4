import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { makePageOf, makeUser } from '../../../testing/samples';

// jsdom has no canvas to draw on; the numbers stand in the tables.
jest.mock('chart.js', () => {
  const chart = { destroy: () => undefined };
  return { Chart: Object.assign(jest.fn().mockReturnValue(chart), { register: jest.fn() }) };
});

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

describe('The overview of the site', () => {
  const URL = '/api/dashboard/';
  const today = new Date().toISOString().slice(0, 10);
  const day = { day: today, enrollment_count: 3, completed_count: 9, active_count: 4 };
  const site = {
    people: { total: 12, by_role: { student: 12, instructor: 2, admin: 1 } },
    courses: { draft: 1, published: 5 },
    storage: {
      files: 7,
      bytes: 2_500_000,
      database: { data_bytes: 9, stored_bytes: 3_000_000, index_bytes: 1_000_000 },
    },
    outbox: { waiting: 2, errands: 1, retrying: 1, dead: 1, oldest_s: 130 },
    enrollment_count: 30,
    completed_lesson_count: 90,
    finished_course_count: 4,
    days: [day],
  };

  it('counts people, what they do, courses, files, and what is owed', async () => {
    const page = await openPage('/administration', ADMIN);
    expect(TestBed.inject(Router).url).toBe('/administration/overview');
    await page.answer('GET', URL, { student: {}, admin: site });
    for (const text of ['Learners', 'Published', '2.5 MB', '4 MB', '2 min'])
      expect(page.screen.text).toContain(text);
    expect(page.screen.all('row').at(-1)?.textContent).toMatch(/4\s*3\s*9/);
    expect(page.screen.all('link', 'Undelivered news')).toHaveLength(2);
  });

  it('saves its tables as files, and says when that fails', async () => {
    const page = await openPage('/administration/overview', ADMIN);
    await page.answer('GET', URL, { student: {}, admin: site });
    for (const [name, table] of [
      ['People', 'people'],
      ['Mails and news on their way', 'outbox'],
    ]) {
      await page.click(page.screen.get('button', `Save as CSV: ${name}`));
      const request = page.expect('GET', `${URL}${table}/csv/`);
      request.flush(new Blob(['{}']), { status: 503, statusText: 'Unavailable' });
      await page.settle();
      expect(page.screen.get('alert')).toBeTruthy();
    }
  });

  it('says what went wrong', async () => {
    const page = await openPage('/administration/overview', ADMIN);
    await page.refuse('GET', URL, 503, { code: 'unavailable' });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
  });
});

describe('The categories', () => {
  const LIST = '/api/categories/';
  const shelf = { id: 'c1', name: 'Knots', slug: 'knots', description: '', course_count: 2 };

  async function open() {
    const page = await openPage('/administration/categories', ADMIN);
    await page.answer('GET', LIST, makePageOf([shelf]));
    return page;
  }

  it('are made, and say so at the name when it is taken', async () => {
    const page = await open();
    page.screen.type('Name of a new category', 'Knots');
    await page.click(page.screen.get('button', 'Add'));
    const error = { field: 'name', code: 'taken', message: 'There is one already.' };
    const request = await page.refuse('POST', LIST, 400, { code: 'invalid', errors: [error] });
    expect(request.body).toEqual({ name: 'Knots', description: '' });
    expect(page.screen.text).toContain('There is one already.');
    page.screen.type('Name of a new category', 'Ropes');
    await page.click(page.screen.get('button', 'Add'));
    await page.answer('POST', LIST, { ...shelf, name: 'Ropes' }, 201);
    await page.answer('GET', LIST, makePageOf([]));
    expect(page.screen.text).toContain('No categories yet');
  });

  it('are renamed and described', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Rename “Knots”'));
    page.screen.type('Name', 'Bends');
    await page.click(page.screen.get('button', 'Save'));
    const request = await page.answer('PATCH', `${LIST}c1/`, { ...shelf, name: 'Bends' });
    expect(request.body).toEqual({ name: 'Bends', description: '' });
  });

  it('are not removed while courses are in them, which is said', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Remove “Knots”'));
    await page.click(page.screen.get('button', 'Remove'));
    await page.refuse('DELETE', `${LIST}c1/`, 409, { code: 'has_courses' });
    expect(page.screen.get('alert').textContent).toContain('Move them to another one first.');
  });
});

describe('The audit log', () => {
  const entry = {
    id: 'e1',
    at: makeUser().date_joined,
    actor: { id: 'a1', name: 'Ada' },
    action: 'roles_changed',
    subject: { kind: 'person', id: 'p1' },
    data: { before: ['student'], after: ['student', 'admin'] },
  };

  it('is narrowed by what was done and by whom, and leads to older entries', async () => {
    const page = await openPage('/administration/audit?before=9', ADMIN);
    const next = '/api/audit-log/?page_size=50&before=1764000000000000123';
    await page.answer('GET', '/api/audit-log/', { next, results: [entry] });
    expect(page.screen.get('row', /Ada/).textContent).toContain('after: ["student","admin"]');
    expect(page.screen.get('link', 'Older entries').getAttribute('href')).toBe(
      '/administration/audit?before=1764000000000000123',
    );
    expect(page.screen.get('link', 'Ada').getAttribute('href')).toBe(
      '/administration/audit?actor=a1',
    );
    const field = page.screen.field('What');
    field.value = 'course_erased';
    field.dispatchEvent(new Event('change'));
    await page.settle();
    const request = await page.answer('GET', '/api/audit-log/', { next: null, results: [] });
    expect(request.params.toString()).toBe('action=course_erased&page_size=50');
    expect(page.screen.text).toContain('Nothing was done');
    expect(page.screen.get('link', 'Show everything')).toBeTruthy();
  });
});
