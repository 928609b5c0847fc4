import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { openPage } from '../../../testing/page';
import {
  COURSE_ID,
  QUIZ_ID,
  makeCourse,
  makeEnrollment,
  makePageOf,
  makeQuestion,
  makeQuiz,
  makeSubmission,
} from '../../../testing/samples';

const ATTEMPT_ID = '64b000000000000000000041';
const ESSAY = makeQuestion({
  kind: 'essay',
  text_html: '<p>Why do we forget?</p>',
  points: 5,
  choices: [],
  rubric: [
    { text: 'Names the curve', points: 2 },
    { text: 'Gives an example', points: 3 },
  ],
});

async function openCourse() {
  const page = await openPage(`/teaching/courses/${COURSE_ID}`, { as: { roles: ['instructor'] } });
  await page.answer('GET', `/api/courses/${COURSE_ID}/`, makeCourse());
  for (const request of page.http.match(({ url }) => url === '/api/enrollments/')) {
    const isQueue = request.request.params.get('status') === 'waiting';
    request.flush(makePageOf(isQueue ? [] : [makeEnrollment()]));
  }
  await page.answer('GET', '/api/announcements/', makePageOf([]));
  const pending = makeSubmission({
    id: ATTEMPT_ID,
    state: 'pending',
    student: { id: '1', name: 'Ada' },
  });
  const queue = { ...makePageOf([pending]), count: 3, next: '/api/quiz-submissions/?page=2' };
  const request = await page.answer('GET', '/api/quiz-submissions/', queue);
  expect(request.params.toString()).toBe(`course=${COURSE_ID}&state=pending`);
  return page;
}

describe('The people of a course', () => {
  it('shows who is in it and what waits to be graded', async () => {
    const page = await openCourse();
    expect(page.screen.get('button', 'Remove “Ada”')).toBeTruthy();
    expect(page.screen.get('link', 'Ada: Knowing').getAttribute('href')).toBe(
      `/teaching/attempts/${ATTEMPT_ID}`,
    );
    expect(page.screen.text).toContain('The oldest 1 of 3.');
  });

  it('says why somebody cannot be enrolled', async () => {
    const page = await openCourse();
    page.screen.type('Username or e-mail of a learner', 'nobody');
    await page.click(page.screen.get('button', 'Enroll'));
    const problem = { code: 'invalid', detail: 'There is no such person.' };
    const request = await page.refuse('POST', '/api/enrollments/', 400, problem);
    expect(request.body).toEqual({ course: COURSE_ID, student: 'nobody' });
    expect(page.screen.get('alert').textContent).toContain('There is no such person.');
  });

  it('tells everybody', async () => {
    const page = await openCourse();
    page.screen.type('Title', 'Exam');
    page.screen.type('Text', 'On **Monday**.');
    await page.click(page.screen.get('button', 'Tell everybody'));
    const request = await page.answer('POST', '/api/announcements/', {}, 201);
    expect(request.body).toEqual({ title: 'Exam', body: 'On **Monday**.', course: COURSE_ID });
  });

  it('is closed to students', async () => {
    await openPage(`/teaching/courses/${COURSE_ID}`, { as: {} });
    expect(TestBed.inject(Router).url).toBe('/');
  });
});

describe('Grading an essay', () => {
  async function openAttempt() {
    const page = await openPage(`/teaching/attempts/${ATTEMPT_ID}`, {
      as: { roles: ['instructor'] },
    });
    await page.answer('GET', `/api/attempts/${ATTEMPT_ID}/`, {
      id: ATTEMPT_ID,
      quiz: QUIZ_ID,
      state: 'pending',
      questions: [ESSAY],
      answers: [{ question: ESSAY.id, text: 'Because of time.' }],
    });
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz());
    return page;
  }

  it('gives points for each line of the rubric, and a comment', async () => {
    const page = await openAttempt();
    expect(page.screen.text).toContain('Because of time.');
    page.screen.type('Names the curve, 0 to 2', '2');
    page.screen.type('Gives an example, 0 to 3', '1.5');
    page.screen.type('Comment for the learner', 'Nearly.');
    await page.click(page.screen.get('button', 'Give these points'));
    const request = await page.answer('POST', `/api/attempts/${ATTEMPT_ID}/grades/`, {});
    expect(request.body).toEqual({
      grades: [{ question: ESSAY.id, criteria: [2, 1.5], comment: 'Nearly.' }],
    });
    expect(TestBed.inject(Router).url).toBe(`/teaching/courses/${COURSE_ID}`);
  });

  it('does not send more points than a line is worth, or none', async () => {
    const page = await openAttempt();
    page.screen.type('Names the curve, 0 to 2', '3');
    await page.click(page.screen.get('button', 'Give these points'));
    page.http.expectNone(`/api/attempts/${ATTEMPT_ID}/grades/`);
    expect(page.screen.text).toContain('At most 2, please.');
    expect(page.screen.text).toContain('Please fill this in.');
  });
});
