import { TestBed } from '@angular/core/testing';
import { openPage } from '../../../testing/page';
import { Auth } from '../../core/auth';
import { browserName } from './browser-name';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SESSION = {
  id: 's1',
  created_at: '2026-03-04T10:00:00Z',
  last_seen_at: '2026-03-04T10:00:00Z',
  user_agent: FIREFOX,
  current: true,
};
const OTHER = { ...SESSION, id: 's2', current: false };
const OFF = { enabled: false, methods: [], recovery_codes_left: 0 };

async function open(factor: object = OFF) {
  const page = await openPage('/profile/security', { as: {} });
  await page.answer('GET', '/api/auth/mfa/', factor);
  await page.answer('GET', '/api/auth/sessions/', [SESSION, OTHER]);
  return page;
}

/** Fills in the password of the form for this action and sends it. */
async function confirm(page: Awaited<ReturnType<typeof open>>, action: string) {
  const button = page.screen.get('button', action);
  const field = button.closest('form')?.querySelector('input');
  if (!field) throw new Error(`No password is asked for ${action}`);
  field.value = 'correct horse';
  field.dispatchEvent(new Event('input'));
  await page.click(button);
}

describe('Security', () => {
  it('changes the password', async () => {
    const page = await open();
    page.screen.type('Present password', 'correct horse');
    page.screen.type('New password', 'a song about looms');
    await page.click(page.screen.get('button', 'Change password'));
    const request = await page.answer('POST', '/api/auth/password/change/', null, 204);
    expect(request.body).toEqual({
      old_password: 'correct horse',
      new_password: 'a song about looms',
    });
    expect(page.screen.field('Present password').value).toBe('');
  });

  it('says in the own language that the password is wrong', async () => {
    const page = await open();
    page.screen.type('Present password', 'wrong');
    page.screen.type('New password', 'a song about looms');
    await page.click(page.screen.get('button', 'Change password'));
    await page.refuse('POST', '/api/auth/password/change/', 400, {
      code: 'wrong_password',
      errors: [{ field: 'old_password', code: 'wrong_password', message: 'Falsch.' }],
    });
    expect(page.screen.text).toContain('This is not your password.');
  });

  it('signs another browser out, not this one', async () => {
    const page = await open();
    expect(page.screen.text).toContain('Firefox on Linux This browser');
    await page.click(page.screen.get('button', 'Sign out: Firefox on Linux'));
    await page.answer('DELETE', '/api/auth/sessions/s2/', null, 204);
    expect(page.screen.all('button', /^Sign out/)).toHaveLength(0);
  });

  it('sets a second factor up and shows the recovery codes once', async () => {
    const page = await open();
    await confirm(page, 'Set up');
    const setup = {
      secret: 'JBSWY3DP',
      otpauth_uri: '',
      qr_svg: '<svg/>',
      setup_token: 'setup',
    };
    await page.answer('POST', '/api/auth/mfa/totp/', setup);
    expect(page.screen.text).toContain('JBSWY3DP');
    page.screen.type('Code', '492039');
    await page.click(page.screen.get('button', 'Turn on'));
    const codes = { recovery_codes: ['aaaa-bbbb', 'cccc-dddd'] };
    const request = await page.answer('POST', '/api/auth/mfa/totp/confirm/', codes);
    expect(request.body).toEqual({ setup_token: 'setup', code: '492039' });
    expect(page.screen.text).toContain('aaaa-bbbb');
    await page.click(page.screen.get('button', 'I have kept them'));
    await page.answer('GET', '/api/auth/mfa/', { ...OFF, enabled: true, recovery_codes_left: 2 });
    expect(page.screen.text).not.toContain('aaaa-bbbb');
    expect(page.screen.text).toContain('Recovery codes left: 2');
  });

  it('turns the second factor off', async () => {
    const page = await open({ ...OFF, enabled: true });
    await confirm(page, 'Turn off');
    await page.answer('POST', '/api/auth/mfa/totp/disable/', null, 204);
    await page.answer('GET', '/api/auth/mfa/', OFF);
    expect(page.screen.get('button', 'Set up')).toBeTruthy();
  });

  it('offers the copy of the data when it is ready', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Make a copy'));
    await page.answer('POST', '/api/auth/user/export/', { status: 'pending' }, 202);
    expect(page.screen.get('status').textContent).toContain('being made');
    await page.answer('GET', '/api/auth/user/export/', { status: 'ready' });
    expect(page.screen.get('button', 'Download')).toBeTruthy();
  });

  it('deletes the account and shows what became of the data', async () => {
    const page = await open();
    await confirm(page, 'Delete my account');
    const receipt = {
      person: 'p',
      deleted_at: '2026-03-04T10:00:00Z',
      items: [
        { holder: 'accounts', kind: 'account', count: 1, outcome: 'deleted' },
        { holder: 'learning', kind: 'enrollments', count: 3, outcome: 'anonymised' },
      ],
    };
    const request = await page.answer('POST', '/api/auth/user/delete/', receipt);
    expect(request.body).toEqual({ password: 'correct horse' });
    expect(page.screen.get('row', /^Enrollments/).textContent).toContain('without your name');
    expect(TestBed.inject(Auth).isSignedIn()).toBe(false);
  });

  it('keeps the account when the password is wrong', async () => {
    const page = await open();
    await confirm(page, 'Delete my account');
    await page.refuse('POST', '/api/auth/user/delete/', 400, { code: 'wrong_password' });
    expect(page.screen.get('alert').textContent).toContain('This is not your password.');
    expect(TestBed.inject(Auth).isSignedIn()).toBe(true);
  });
});

it.each([
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15) AppleWebKit Version/18 Safari/605.1', 'Safari'],
  ['curl/8.0', ''],
])('names the browser of %s', (userAgent, browser) => {
  expect(browserName(userAgent).browser).toBe(browser);
});
