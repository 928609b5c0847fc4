import { type Page, expect, test } from '@playwright/test';
import { expectAccessible, watchConsole } from './checks';
import type { components } from '../src/app/core/api-types';
import { demoAccount } from './demo-accounts';

type Outline = components['schemas']['Outline'];

const LOOKS = [
  { lang: 'en', theme: 'dark', width: 1280 },
  { lang: 'ar', theme: 'light', width: 1280 },
  { lang: 'ar', theme: 'dark', width: 390 },
] as const;

const VISITOR_PAGES = [
  '/sign-in',
  '/sign-up',
  '/forgotten-password',
  '/set-password#token=x',
  '/verify-email',
  '/nowhere',
];

for (const { lang, theme, width } of LOOKS) {
  test(`every page is accessible in ${lang}, ${theme}, at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000);
    const complaints = watchConsole(page);
    await page.setViewportSize({ width, height: 844 });
    await page.addInitScript(
      ([chosenLang, chosenTheme]) => {
        localStorage.setItem('lyceum.locale', chosenLang);
        localStorage.setItem('lyceum.theme', chosenTheme);
      },
      [lang, theme] as const,
    );
    await page.goto('/');
    for (const path of VISITOR_PAGES) await check(page, path);
    await signIn(page);
    for (const path of await pagesOf(page)) await check(page, path);
    const direction = lang === 'ar' ? 'rtl' : 'ltr';
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    expect(complaints).toEqual([]);
  });
}

async function check(page: Page, path: string) {
  await visit(page, path);
  await expectAccessible(page);
}

/** Goes to a page as a link of the app would, without loading all of it again, and waits until it is there. */
async function visit(page: Page, path: string) {
  await page.evaluate((address) => {
    for (const heading of document.querySelectorAll('h1')) heading.dataset['left'] = '';
    history.pushState(null, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.locator('h1[data-left]')).toHaveCount(0);
  await expect(page.locator('app-skeleton, app-loading-bar .bar')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
}

/** As administrator, who sees everybody's pages. By place, not by words: the words differ with the language. */
async function signIn(page: Page) {
  const { username, password } = demoAccount('admin');
  await visit(page, '/sign-in');
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(password);
  await page.locator('app-sign-in button[type=submit]').click();
  await expect(page).toHaveURL('/learning');
}

async function pagesOf(page: Page): Promise<string[]> {
  const courses = await page.request.get('/api/courses/?search=study');
  const { results } = (await courses.json()) as { results: { id: string }[] };
  const course = results[0]?.id ?? '';
  const outline = await page.request.get(`/api/courses/${course}/outline/`);
  const { sections } = (await outline.json()) as Outline;
  const lessons = sections.flatMap((section) => section.lessons);
  const lesson = lessons[0]?.id ?? '';
  const quiz = lessons.flatMap(({ quizzes }) => quizzes)[0]?.id ?? '';
  return [
    '/',
    '/?search=zzz',
    `/courses/${course}`,
    `/courses/${course}/lessons/${lesson}`,
    '/learning',
    '/notifications',
    '/profile',
    '/profile/security',
    '/studio',
    `/studio/courses/${course}`,
    `/studio/lessons/${lesson}`,
    `/studio/quizzes/${quiz}`,
    `/teaching/courses/${course}`,
    `/teaching/courses/${course}/analytics`,
    `/teaching/quizzes/${quiz}`,
    '/administration/overview',
    '/administration/users',
    '/administration/categories',
    '/administration/audit',
    '/administration/outbox',
  ];
}
