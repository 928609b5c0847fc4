/** What a journey finds in place, made through the API by those who may. */
import { type APIRequestContext, expect } from '@playwright/test';
import type { components } from '../src/app/core/api-types';
import { type DemoRole, demoAccount } from './demo-accounts';

type Schemas = components['schemas'];

/** A bearer token of a demo account. */
export async function tokenOf(request: APIRequestContext, role: DemoRole): Promise<string> {
  const reply = await request.post('/api/auth/login/', { data: demoAccount(role) });
  expect(reply.ok()).toBe(true);
  return ((await reply.json()) as { access: string }).access;
}

/** Sends something with a token; what comes back has the id of what was made. */
export async function make<T extends { id: string }>(
  request: APIRequestContext,
  token: string,
  path: string,
  data: object,
): Promise<T> {
  const reply = await request.post(path, { data, headers: { Authorization: `Bearer ${token}` } });
  expect(reply.ok(), `POST ${path}: ${reply.status()}`).toBe(true);
  return (await reply.json()) as T;
}

/** The public course with this title, and the first of its lessons. */
export async function findCourse(request: APIRequestContext, title: string) {
  const found = await request.get('/api/courses/', { params: { search: title } });
  const { results } = (await found.json()) as Schemas['PaginatedCourseSummaryList'];
  const course = results[0]?.id ?? '';
  const reply = await request.get(`/api/courses/${course}/outline/`);
  const outline = (await reply.json()) as Schemas['Outline'];
  return { course, lesson: outline.sections[0]?.lessons[0]?.id ?? '' };
}

/** A quiz of one question in a lesson. */
export async function makeQuiz(
  request: APIRequestContext,
  token: string,
  { quiz, question }: { quiz: object; question: object },
) {
  const { id } = await make(request, token, '/api/quizzes/', { required: false, ...quiz });
  const made = await make(request, token, '/api/questions/', { quiz: id, ...question });
  return { quiz: id, question: made.id };
}
