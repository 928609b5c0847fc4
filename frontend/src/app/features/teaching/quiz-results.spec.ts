import { openPage } from '../../../testing/page';
import {
  QUIZ_ID,
  makePageOf,
  makeQuestion,
  makeQuiz,
  makeSubmission,
} from '../../../testing/samples';

const QUIZ = `/api/quizzes/${QUIZ_ID}/`;
const ATTEMPT_ID = '64b000000000000000000041';
const ADA = { id: '64b0000000000000000000aa', name: 'Ada' };
const choice = (id: string, is_correct: boolean, count: number) => ({
  id,
  text: id,
  is_correct,
  count,
});
const STATISTICS = {
  quiz: QUIZ_ID,
  attempts: 10,
  questions: [
    {
      question: 'question-1',
      kind: 'single',
      text: 'What do you have?',
      count: 10,
      facility: 0.7,
      discrimination: -0.1,
      choices: [choice('Recall', false, 7), choice('Familiarity', true, 3)],
    },
  ],
};
const WORTH = { score: 1, max_score: 1, percentage: 100, passed: true };
const CHANGE = {
  attempt: ATTEMPT_ID,
  number: 2,
  student: ADA,
  before: { ...WORTH, score: 0, percentage: 0, passed: false },
  after: WORTH,
};

async function open(url = `/teaching/quizzes/${QUIZ_ID}`) {
  const page = await openPage(url, { as: { roles: ['instructor'] } });
  await page.answer('GET', QUIZ, makeQuiz({ questions: [makeQuestion()] }));
  return page;
}

describe('The results of a quiz', () => {
  it('tell how each question did, and which to look at again', async () => {
    const page = await open();
    await page.answer('GET', `${QUIZ}statistics/`, STATISTICS);
    expect(page.screen.text).toContain('70%');
    expect(page.screen.text).toContain('Look at the key.');
    expect(page.screen.get('row', /Recall/).textContent).toContain('70%');
    expect(page.screen.get('row', /Familiarity/).textContent).toContain('Right');
  });

  it('list who handed it in', async () => {
    const page = await open(`/teaching/quizzes/${QUIZ_ID}?page=2`);
    const submission = makeSubmission({ id: ATTEMPT_ID, student: ADA, number: 2 });
    const list = { ...makePageOf([submission]), count: 21 };
    const request = await page.answer('GET', '/api/quiz-submissions/', list);
    expect(request.params.toString()).toBe(`quiz=${QUIZ_ID}&page=2&page_size=20`);
    expect(page.screen.get('link', 'Ada, attempt 2').getAttribute('href')).toBe(
      `/teaching/attempts/${ATTEMPT_ID}`,
    );
  });

  it('say whose would change before all are graded again', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'See who would change'));
    const first = { checked: 50, changes: [CHANGE], next_after: ATTEMPT_ID };
    const look = await page.answer('POST', `${QUIZ}regrade/`, first);
    expect(look.body).toEqual({ apply: false, after: null });
    expect(page.screen.get('listitem', /Ada/).textContent).toContain('0%, then 100%');
    await page.click(page.screen.get('button', 'Look at more'));
    const rest = { checked: 3, changes: [], next_after: null };
    const more = await page.answer('POST', `${QUIZ}regrade/`, rest);
    expect(more.body).toEqual({ apply: false, after: ATTEMPT_ID });
    expect(page.screen.text).toContain('Would change: 1 of 53 attempts');
    page.screen.type('Reason, for the history', 'The key was wrong.');
    await page.click(page.screen.get('button', 'Grade all attempts again'));
    const done = await page.answer('POST', `${QUIZ}regrade/`, null, 202);
    expect(done.body).toEqual({ apply: true, reason: 'The key was wrong.' });
    expect(page.screen.get('button', 'See who would change')).toBeTruthy();
  });

  it('give a learner more time, say when there is no such person, and take it back', async () => {
    const page = await open();
    const path = `${QUIZ}accommodations/`;
    await page.answer('GET', path, makePageOf([]));
    page.screen.type('Username or e-mail of a learner', 'ada');
    page.screen.type('Minutes more', '30');
    await page.click(page.screen.get('button', 'Give this'));
    const error = { field: 'student', code: 'unknown', message: 'Nobody has this name.' };
    const request = await page.refuse('POST', path, 400, { code: 'invalid', errors: [error] });
    expect(request.body).toEqual({ student: 'ada', extra_time_s: 1800, extra_attempts: 0 });
    expect(page.screen.text).toContain('Nobody has this name.');
    page.screen.type('Username or e-mail of a learner', 'ada@example.org');
    await page.click(page.screen.get('button', 'Give this'));
    const given = { quiz: QUIZ_ID, student: ADA, extra_time_s: 1800, extra_attempts: 0 };
    await page.answer('POST', path, given);
    await page.answer('GET', path, makePageOf([given]));
    expect(page.screen.text).toContain('30 min more');
    await page.click(page.screen.get('button', 'Remove “Ada”'));
    await page.click(page.screen.get('button', 'Remove'));
    const back = await page.answer('POST', path, { ...given, extra_time_s: 0 });
    expect(back.body).toEqual({ student: ADA.id, extra_time_s: 0, extra_attempts: 0 });
  });

  it('say so when the quiz cannot be read', async () => {
    const page = await openPage(`/teaching/quizzes/${QUIZ_ID}`, { as: { roles: ['instructor'] } });
    await page.refuse('GET', QUIZ, 404, { code: 'not_found' });
    expect(page.screen.get('alert').textContent).toContain('does not exist');
  });
});

describe('An attempt', () => {
  const ATTEMPT = {
    id: ATTEMPT_ID,
    quiz: QUIZ_ID,
    number: 2,
    state: 'graded',
    questions: [makeQuestion()],
    answers: [],
    result: makeSubmission({ student: ADA }),
    history: [],
  };

  it('can be decided by hand with a reason, which then stands in its history', async () => {
    const page = await openPage(`/teaching/attempts/${ATTEMPT_ID}`, {
      as: { roles: ['instructor'] },
    });
    await page.answer('GET', `/api/attempts/${ATTEMPT_ID}/`, ATTEMPT);
    expect(page.screen.text).toContain('The result is as it was first told.');
    page.screen.type('Points, 0 to 1', '0.5');
    await page.click(page.screen.get('button', 'Set the points'));
    page.http.expectNone(`/api/attempts/${ATTEMPT_ID}/override/`);
    expect(page.screen.text).toContain('Please fill this in.');
    page.screen.type('Reason', 'The fire alarm rang.');
    await page.click(page.screen.get('button', 'Set the points'));
    const entry = {
      at: '2026-03-04T10:00:00.000Z',
      by: 'i',
      what: 'overridden',
      reason: 'The fire alarm rang.',
      score_before: 1,
      score_after: 0.5,
      percentage_before: 100,
      percentage_after: 50,
    };
    const path = `/api/attempts/${ATTEMPT_ID}/override/`;
    const request = await page.answer('POST', path, { ...ATTEMPT, history: [entry] });
    expect(request.body).toEqual({ score: 0.5, reason: 'The fire alarm rang.' });
    const row = page.screen.get('listitem', /fire alarm/).textContent;
    expect(row).toContain('Decided by a person');
    expect(row).toContain('100%, then 50%');
  });
});
