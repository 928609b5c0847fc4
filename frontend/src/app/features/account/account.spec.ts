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

describe('Sign up', () => {
  it('shows a refusal at the field it is about', async () => {
    const page = await openPage('/sign-up');
    page.screen.type('Your name', 'Ada');
    page.screen.type('Username', 'ada');
    page.screen.type('E-mail', 'ada@example.org');
    page.screen.type('Password', 'correct horse');
    await page.click(page.screen.get('button', 'Create account'));
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
