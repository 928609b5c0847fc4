import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import { makeUser } from '../../../testing/samples';

const SESSION = { access: 't', token: 't', user: makeUser() };

describe('Sign in', () => {
  it('signs in and goes where the person wanted to go', async () => {
    const page = await openPage('/sign-in?next=%2Fnowhere');
    page.screen.type('Username or e-mail', 'ada');
    page.screen.type('Password', 'correct horse');
    await page.click(page.screen.get('button', 'Sign in'));
    const request = await page.answer('POST', '/api/auth/login/', SESSION);
    expect(request.body).toEqual({ username: 'ada', password: 'correct horse' });
    expect(TestBed.inject(Router).url).toBe('/nowhere');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example'])(
    'does not follow %s',
    async (next) => {
      const page = await openPage(`/sign-in?next=${encodeURIComponent(next)}`);
      page.screen.type('Username or e-mail', 'ada');
      page.screen.type('Password', 'correct horse');
      await page.click(page.screen.get('button', 'Sign in'));
      await page.answer('POST', '/api/auth/login/', SESSION);
      expect(TestBed.inject(Router).url).toBe('/learning');
    },
  );

  it('says that name or password are wrong', async () => {
    const page = await openPage('/sign-in');
    page.screen.type('Username or e-mail', 'ada');
    page.screen.type('Password', 'wrong');
    await page.click(page.screen.get('button', 'Sign in'));
    await page.refuse('POST', '/api/auth/login/', 401, { code: 'wrong_credentials' });
    expect(page.screen.get('alert').textContent).toContain('wrong');
  });

  it('asks for what is missing before it asks the server', async () => {
    const page = await openPage('/sign-in');
    await page.click(page.screen.get('button', 'Sign in'));
    expect(page.screen.text).toContain('Please fill this in.');
    page.http.expectNone('/api/auth/login/');
  });
});

describe('The second step of signing in', () => {
  async function openSecondStep() {
    const page = await openPage('/sign-in?next=%2Fnowhere');
    page.screen.type('Username or e-mail', 'ada');
    page.screen.type('Password', 'correct horse');
    await page.click(page.screen.get('button', 'Sign in'));
    const challenge = { mfa_required: true, mfa_token: 'first-step', methods: ['totp'] };
    await page.answer('POST', '/api/auth/login/', challenge);
    page.screen.type('Code', ' 492039 ');
    await page.click(page.screen.get('button', 'Go on'));
    return page;
  }

  it('asks for a code and goes on with it', async () => {
    const page = await openSecondStep();
    const request = await page.answer('POST', '/api/auth/mfa/verify/', SESSION);
    expect(request.body).toEqual({ mfa_token: 'first-step', code: '492039' });
    expect(TestBed.inject(Router).url).toBe('/nowhere');
  });

  it('lets a wrong code be typed again, or the password', async () => {
    const page = await openSecondStep();
    await page.refuse('POST', '/api/auth/mfa/verify/', 401, { code: 'wrong_code' });
    expect(page.screen.get('alert').textContent).toContain('This code is not right.');
    await page.click(page.screen.get('button', 'Back to the password'));
    expect(page.screen.field('Password').value).toBe('');
  });
});

describe('Where addresses must be confirmed', () => {
  it('who signs in too early is shown the way to another link', async () => {
    const page = await openPage('/sign-in');
    page.screen.type('Username or e-mail', 'ada');
    page.screen.type('Password', 'correct horse');
    await page.click(page.screen.get('button', 'Sign in'));
    await page.refuse('POST', '/api/auth/login/', 403, { code: 'email_not_verified' });
    const link = page.screen.get('link', 'Send me another link');
    expect(link.getAttribute('href')).toBe('/verify-email');
  });

  it('who registers is told to look into the mailbox', async () => {
    const page = await signUp();
    const unverified = { user: makeUser(), verification_required: true };
    await page.answer('POST', '/api/auth/registration/', unverified, 201);
    expect(page.screen.get('status').textContent).toContain('ada@example.org');
    await page.click(page.screen.get('button', 'Send me another link'));
    const request = await page.answer('POST', '/api/auth/email/resend/', { detail: '' });
    expect(request.body).toEqual({ email: 'ada@example.org' });
    expect(page.screen.get('status', /on its way/)).toBeTruthy();
  });

  it('a link confirms the address and leaves the address bar', async () => {
    const page = await openPage('/verify-email#token=a:b:c');
    const request = await page.answer('POST', '/api/auth/email/verify/', null, 204);
    expect(request.body).toEqual({ token: 'a:b:c' });
    expect(page.screen.get('status').textContent).toContain('confirmed');
    expect(TestBed.inject(Location).path(true)).toBe('/verify-email');
  });

  it('an old link offers another one', async () => {
    const page = await openPage('/verify-email#token=old');
    await page.refuse('POST', '/api/auth/email/verify/', 400, { code: 'link_expired' });
    expect(page.screen.get('alert').textContent).toContain('does not work any more');
    expect(page.screen.get('button', 'Send me another link')).toBeTruthy();
  });
});

describe('A forgotten password', () => {
  it('is answered the same for every address', async () => {
    const page = await openPage('/forgotten-password');
    page.screen.type('E-mail', 'ada@example.org');
    await page.click(page.screen.get('button', 'Send me a link'));
    await page.answer('POST', '/api/auth/password/reset/', { detail: '' });
    expect(page.screen.get('status').textContent).toContain('If the address is known');
  });

  it('is replaced by the link of the mail', async () => {
    const page = await openPage('/set-password#token=a:b:c');
    page.screen.type('New password', 'a song about looms');
    await page.click(page.screen.get('button', 'Set password'));
    const path = '/api/auth/password/reset/confirm/';
    const request = await page.answer('POST', path, null, 204);
    expect(request.body).toEqual({ token: 'a:b:c', new_password: 'a song about looms' });
    expect(page.screen.get('heading', 'Your password is set')).toBeTruthy();
  });

  it('is not replaced without a link', async () => {
    const page = await openPage('/set-password');
    expect(page.screen.get('alert').textContent).toContain('needs the link of a mail');
    expect(page.screen.all('button', 'Set password')).toHaveLength(0);
  });
});

async function signUp() {
  const page = await openPage('/sign-up');
  page.screen.type('Your name', 'Ada');
  page.screen.type('Username', 'ada');
  page.screen.type('E-mail', 'ada@example.org');
  page.screen.type('Password', 'correct horse');
  await page.click(page.screen.get('button', 'Create account'));
  return page;
}

describe('Sign up', () => {
  it('tells the language and the time zone of the browser', async () => {
    const page = await signUp();
    const request = await page.answer('POST', '/api/auth/registration/', SESSION, 201);
    expect(request.body).toMatchObject({ username: 'ada', locale: 'en' });
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const change = await page.answer('PATCH', '/api/auth/user/', makeUser());
    expect(change.body).toEqual({ timezone: timeZone });
  });

  it('shows a refusal at the field it is about', async () => {
    const page = await signUp();
    await page.refuse('POST', '/api/auth/registration/', 400, {
      code: 'invalid',
      errors: [{ field: 'username', code: 'taken', message: 'This name is taken.' }],
    });
    expect(page.screen.text).toContain('This name is taken.');
    expect(page.screen.field('Username').getAttribute('aria-invalid')).toBe('true');
  });
});

it('sends signed-in people away from the sign-in form', async () => {
  await openPage('/sign-in', { as: {} });
  expect(TestBed.inject(Router).url).toBe('/learning');
});
