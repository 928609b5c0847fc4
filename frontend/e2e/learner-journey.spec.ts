import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { findCourse, makeQuiz, tokenOf } from './arrange';
import { expectAccessible, watchConsole } from './checks';
import { answerRightly, quizzesOf } from './keys';

const COURSE = 'How to Study Well';
const NAME = 'Lea Learner';

test('a visitor registers, enrolls, finishes the sample course and is told so', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const complaints = watchConsole(page);
  await test.step('looks at the catalogue and the course', () => lookAround(page));
  await test.step('registers on the way into the course', () => register(page));
  await test.step('enrolls and finishes every lesson', () => finishCourse(page, request));
  await test.step('sees the progress', () => seeProgress(page));
  await test.step('is told about it', () => readNotifications(page));
  await test.step('shows the certificate to others', () => showCertificate(page));
  await test.step('hands in a quiz against the clock', () => takeTimedQuiz(page, request));
  await test.step('signs out', () => signOut(page));
  expect(complaints).toEqual([]);
});

async function lookAround(page: Page) {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Learn it so that it stays.');
  await expect(page.getByRole('link', { name: COURSE })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: COURSE }).click();
  await expect(page).toHaveTitle(`${COURSE} · Lyceum`);
  await expect(page.getByRole('link', { name: 'Sign in to enroll' })).toBeVisible();
  await expectAccessible(page);
}

async function register(page: Page) {
  const isConnected = listensToNews(page);
  const username = `learner-${Date.now()}`;
  await page.getByRole('link', { name: 'Sign in to enroll' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Create account' }).click();
  await page.getByLabel('Your name').fill(NAME);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password').fill('paper boat on a lake');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('button', { name: 'Enroll for free' })).toBeVisible();
  await isConnected;
}

/** Until the page has introduced itself over its WebSocket. */
async function listensToNews(page: Page) {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framesent');
}

async function finishCourse(page: Page, request: APIRequestContext) {
  const token = await tokenOf(request, 'instructor');
  await page.getByRole('button', { name: 'Enroll for free' }).click();
  // Without a reload, and long before the number would be asked for again.
  await expect(page.getByText(`Welcome to “${COURSE}”.`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Notifications, 1 unread' })).toBeVisible();
  await page.getByRole('link', { name: 'Start the course' }).click();
  const onward = page.getByRole('link', { name: /^Next lesson/ });
  for (;;) {
    await finishLesson(page, request, token);
    if ((await onward.count()) === 0) return;
    const before = page.url();
    await onward.click();
    await expect(page).not.toHaveURL(before);
  }
}

async function finishLesson(page: Page, request: APIRequestContext, token: string) {
  await expect(page.getByRole('article')).toBeVisible();
  const lesson = page.url().split('/').at(-1) ?? '';
  const quizzes = await quizzesOf(request, token, lesson);
  for (const quiz of quizzes) await answerRightly(page, quiz);
  await expectAccessible(page);
  if (!quizzes.some((quiz) => quiz.required)) {
    await page.getByRole('button', { name: 'Mark as complete' }).click();
  }
  await expect(page.getByText('You have completed this lesson.')).toBeVisible();
}

async function seeProgress(page: Page) {
  await page.goto('/learning');
  await expect(page.getByText('Course completed')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
  await expectAccessible(page);
}

async function readNotifications(page: Page) {
  const done = page.getByText(`You have completed 100 % of “${COURSE}”.`);
  await expect(async () => {
    await page.goto('/notifications');
    await expect(done).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
}

async function showCertificate(page: Page) {
  await expect(async () => {
    await page.goto('/certificates');
    const link = page.getByRole('link', { name: `Page to show others: ${COURSE}` });
    await expect(link).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole('link', { name: `Page to show others: ${COURSE}` }).click();
  await expect(page.getByText('This certificate is genuine.')).toBeVisible();
  await expect(page.getByRole('main').getByText(NAME)).toBeVisible();
  await expectAccessible(page);
}

async function takeTimedQuiz(page: Page, request: APIRequestContext) {
  const { lesson } = await findCourse(request, COURSE);
  const choices = [
    { text: 'Now', is_correct: true },
    { text: 'Later', is_correct: false },
  ];
  const { quiz } = await makeQuiz(request, await tokenOf(request, 'instructor'), {
    quiz: { lesson, title: 'Against the clock', time_limit_s: 600 },
    question: { kind: 'single', text: 'When do you begin?', points: 1, choices },
  });
  await page.goto(`/quizzes/${quiz}`);
  await page.getByRole('button', { name: 'Start the quiz' }).click();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.getByRole('radio', { name: 'Now' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Submit answers' }).click();
  await expect(page.getByText('Passed. Well done!')).toBeVisible();
  await expectAccessible(page);
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: `Account of ${NAME}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
}
