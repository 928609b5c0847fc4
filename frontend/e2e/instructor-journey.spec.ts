import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { findCourse, make, makeQuiz, tokenOf } from './arrange';
import { expectAccessible, watchConsole } from './checks';
import { demoAccount } from './demo-accounts';

test('an instructor writes a course with a quiz, publishes it and grades an essay', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const complaints = watchConsole(page, /409 \(Conflict\)/);
  const title = `Tying Knots ${Date.now()}`;
  await test.step('signs in', () => signIn(page));
  await test.step('begins a course', () => beginCourse(page, title));
  await test.step('is told what is missing', () => publishTooEarly(page));
  await test.step('fills in the details', () => describeCourse(page));
  await test.step('adds a lesson', () => addLesson(page));
  await test.step('adds a quiz', () => addQuiz(page));
  await test.step('publishes', () => publish(page, title));
  await test.step('grades an essay', () => gradeEssay(page, request, title));
  expect(complaints).toEqual([]);
});

async function signIn(page: Page) {
  const { username, password } = demoAccount('instructor');
  await page.goto('/sign-in?next=/studio');
  await expectAccessible(page);
  await page.getByLabel('Username or e-mail').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Studio' })).toBeVisible();
  await expectAccessible(page);
}

async function beginCourse(page: Page, title: string) {
  await page.getByLabel('Title of a new course').fill(title);
  await page.getByRole('button', { name: 'Create course' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expectAccessible(page);
}

async function publishTooEarly(page: Page) {
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('alert')).toContainText('not ready to be published');
  await expectAccessible(page);
}

async function describeCourse(page: Page) {
  await page.getByLabel('Summary').fill('Three knots that hold.');
  await page.getByLabel('Description').fill('Bring a **rope**.');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved.')).toBeVisible();
}

async function addLesson(page: Page) {
  await page.getByLabel('New section').fill('Knots');
  await page.getByRole('button', { name: 'Add' }).last().click();
  await page.getByLabel('New lesson').fill('The bowline');
  await page.getByRole('region', { name: 'Knots' }).getByRole('button', { name: 'Add' }).click();
  await page.getByRole('link', { name: 'The bowline' }).click();
  await page.getByLabel('Text').fill('# Why\n\nIt makes a loop that does not slip.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
  await expectAccessible(page);
}

async function addQuiz(page: Page) {
  await page.getByLabel('New quiz').fill('Loops');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Loops');
  await page.getByRole('button', { name: 'New question' }).click();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Question' }).fill('Does a bowline slip?');
  await page.getByLabel('Kind').selectOption('true_false');
  await page.getByLabel('Choice 2 is right').check();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('Answer: False')).toBeVisible();
  await expectAccessible(page);
}

async function publish(page: Page, title: string) {
  await page.getByRole('link', { name: 'Back to the lesson' }).click();
  await page.getByRole('link', { name: 'Back to the course' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('The course is public now.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('link', { name: title })).toBeVisible();
}

async function gradeEssay(page: Page, request: APIRequestContext, title: string) {
  const course = await handInEssay(request, title);
  await page.goto(`/teaching/courses/${course}`);
  await page.getByRole('link', { name: /In your words/ }).click();
  await expect(page.getByText('It holds and opens again.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Points, 0 to 5').first().fill('4');
  await page.getByLabel('Comment for the learner').fill('And it does **not** slip.');
  await page.getByRole('button', { name: 'Give these points' }).click();
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
}

/** Has the demo student write an essay in the course, whose id comes back. */
async function handInEssay(request: APIRequestContext, title: string): Promise<string> {
  const { course, lesson } = await findCourse(request, title);
  const { quiz, question } = await makeQuiz(request, await tokenOf(request, 'instructor'), {
    quiz: { lesson, title: 'In your words' },
    question: { kind: 'essay', text: 'Why a bowline?', points: 5 },
  });
  const student = await tokenOf(request, 'student');
  await make(request, student, '/api/enrollments/', { course });
  const answers = [{ question, text: 'It holds and opens again.' }];
  await make(request, student, '/api/quiz-submissions/', { quiz, answers });
  return course;
}
