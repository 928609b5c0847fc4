import { openPage } from '../../../testing/page';
import { makeUser } from '../../../testing/samples';

describe('Profile', () => {
  it('saves name, language and time zone, and speaks the new language', async () => {
    const page = await openPage('/profile', { as: { name: 'Ada' } });
    page.screen.type('Name', 'Ada Byron');
    page.screen.type('Language', 'ar');
    page.screen.type('Time zone', 'Asia/Amman');
    await page.click(page.screen.get('button', 'Save'));
    const saved = makeUser({ name: 'Ada Byron', locale: 'ar', timezone: 'Asia/Amman' });
    const request = await page.answer('PATCH', '/api/auth/user/', saved);
    expect(request.body).toEqual({
      name: 'Ada Byron',
      bio: '',
      locale: 'ar',
      timezone: 'Asia/Amman',
    });
    expect(page.screen.get('heading', 'الملف الشخصي')).toBeTruthy();
    expect(document.documentElement.dir).toBe('rtl');
  });

  it('shows a refusal at its field', async () => {
    const page = await openPage('/profile', { as: {} });
    await page.click(page.screen.get('button', 'Save'));
    await page.refuse('PATCH', '/api/auth/user/', 400, {
      code: 'invalid',
      errors: [{ field: 'name', code: 'invalid', message: 'Not this name.' }],
    });
    expect(page.screen.text).toContain('Not this name.');
  });

  it('asks for a name', async () => {
    const page = await openPage('/profile', { as: {} });
    page.screen.type('Name', '');
    await page.click(page.screen.get('button', 'Save'));
    expect(page.screen.text).toContain('Please fill this in.');
    page.http.expectNone('/api/auth/user/');
  });
});
