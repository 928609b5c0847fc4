/** Answers the quizzes of the site under test as somebody who knows the key. */
import { type APIRequestContext, type Locator, type Page, expect } from '@playwright/test';
import type { components } from '../src/app/core/api-types';

type Quiz = components['schemas']['Quiz'];
type Question = components['schemas']['Question'];

/** The quizzes of a lesson with their key, as their author gets them. */
export async function quizzesOf(
  request: APIRequestContext,
  token: string,
  lesson: string,
): Promise<Quiz[]> {
  const reply = await request.get(`/api/quizzes/?lesson=${lesson}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return ((await reply.json()) as { results: Quiz[] }).results;
}

/** Fills in the right answers and submits. */
export async function answerRightly(page: Page, quiz: Quiz) {
  const form = page.getByRole('region', { name: quiz.title, exact: true });
  const questions = form.getByRole('listitem');
  await expect(questions).toHaveCount(quiz.questions.length);
  for (const [index, question] of quiz.questions.entries()) {
    await answer(questions.nth(index), question);
  }
  await form.getByRole('button', { name: 'Submit answers' }).click();
  await expect(form.getByRole('status')).toContainText('Passed. Well done!');
}

async function answer(form: Locator, question: Question) {
  if (question.kind === 'short_text') {
    await form.getByRole('textbox').fill(question.accepted?.[0]?.text ?? '');
  } else if (question.kind === 'numeric') {
    await form.getByRole('textbox').fill(String(question.number));
  } else if (question.kind === 'tracing') {
    await trace(form, question.tracing);
  } else {
    await choose(form, question);
  }
}

async function choose(form: Locator, question: Question) {
  const role = question.kind === 'multiple' ? 'checkbox' : 'radio';
  for (const [index, choice] of question.choices.entries()) {
    if (choice.is_correct) await form.getByRole(role).nth(index).check();
  }
}

async function trace(form: Locator, tracing: Question['tracing']) {
  const compiles = tracing?.does_compile === true;
  await form
    .getByRole('radio')
    .nth(compiles ? 0 : 1)
    .check();
  const what = compiles ? tracing.stdout : tracing?.line;
  await form.getByRole('textbox').fill(String(what ?? 1));
}
