import { openPage } from '../../../testing/page';
import {
  QUIZ_ID,
  makeAttempt,
  makePageOf,
  makeQuestion,
  makeQuiz,
  makeStanding,
  makeSubmission,
} from '../../../testing/samples';
import type { Quiz, Standing } from '../../core/models';

const ATTEMPT = '/api/attempts/64b000000000000000000041/';
const START = `/api/quizzes/${QUIZ_ID}/attempts/`;
const SUBMISSIONS = '/api/quiz-submissions/';
const SAVE_PAUSE_MS = 1_000;
const timed = (given: Partial<Quiz> = {}) =>
  makeQuiz({ time_limit_s: 600, attempts_allowed: 3, questions: [], ...given });

async function open({ quiz = timed(), standing = makeStanding(), history = [] as object[] } = {}) {
  const page = await openPage(`/quizzes/${QUIZ_ID}`, { as: {} });
  for (const request of page.http.match(`/api/quizzes/${QUIZ_ID}/`)) request.flush(quiz);
  await page.answer('GET', SUBMISSIONS, makePageOf(history));
  await page.answer('GET', `/api/quizzes/${QUIZ_ID}/standing/`, standing);
  return page;
}

async function begin(attempt = makeAttempt(), given: { quiz?: Quiz; standing?: Standing } = {}) {
  const page = await open(given);
  await page.click(page.screen.get('button', 'Start the quiz'));
  await page.answer('POST', START, attempt, 201);
  return page;
}

describe('Timed quiz', () => {
  // Only what waits: the tests' own turns of the event loop stay real.
  beforeEach(() =>
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'requestAnimationFrame'],
      advanceTimers: true,
    }),
  );
  afterEach(() => jest.useRealTimers());

  it('says its limits before it begins, and shows no questions', async () => {
    const page = await open({ standing: makeStanding({ attempts_left: 2, extra_time_s: 300 }) });
    expect(page.screen.text).toContain('You have 15 min once you start.');
    expect(page.screen.text).toContain('You have 2 attempts left.');
    expect(page.screen.all('radio')).toHaveLength(0);
  });

  it('saves each answer while it is given, with a rising number', async () => {
    const page = await begin(makeAttempt({ seq: 4 }));
    await page.click(page.screen.get('radio', 'Recall'));
    expect(page.screen.text).toContain('Saving…');
    await jest.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    const saved = { seq: 5, saved_at: '2026-03-04T10:00:05Z' };
    const request = await page.answer('PATCH', ATTEMPT, saved);
    expect(request.body).toEqual({
      seq: 5,
      answers: [{ question: 'question-1', choices: ['choice-1'] }],
    });
    expect(page.screen.text).toContain('All answers are saved');
  });

  it('goes on for longer when more time is given while it runs', async () => {
    const page = await begin();
    expect(page.screen.text).toMatch(/(10:00|9:59)/);
    await page.click(page.screen.get('radio', 'Recall'));
    await jest.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    const deadline = new Date(Date.parse(makeAttempt().deadline ?? '') + 300_000).toISOString();
    await page.answer('PATCH', ATTEMPT, { seq: 1, saved_at: '2026-03-04T10:00:05Z', deadline });
    expect(page.screen.text).toMatch(/1[45]:\d\d/);
  });

  it('sends again what another device was ahead of', async () => {
    const page = await begin();
    await page.click(page.screen.get('radio', 'Recall'));
    await jest.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    await page.answer('PATCH', ATTEMPT, { seq: 7, saved_at: '2026-03-04T10:00:05Z' });
    await jest.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    const request = await page.answer('PATCH', ATTEMPT, {
      seq: 8,
      saved_at: '2026-03-04T10:00:06Z',
    });
    expect(request.body).toMatchObject({ seq: 8, answers: [{ choices: ['choice-1'] }] });
  });

  it('keeps trying while the server cannot be reached', async () => {
    const page = await begin();
    await page.click(page.screen.get('radio', 'Recall'));
    await jest.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    await page.refuse('PATCH', ATTEMPT, 503, { code: 'unavailable' });
    expect(page.screen.text).toContain('Not saved yet.');
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('PATCH', ATTEMPT, { seq: 1, saved_at: '2026-03-04T10:00:05Z' });
    expect(page.screen.text).toContain('All answers are saved');
  });

  it('goes on after a reload, or on another device', async () => {
    const page = await open({
      standing: makeStanding({ open_attempt: '64b000000000000000000041' }),
    });
    const answers = [{ question: 'question-1', choices: ['choice-2'] }];
    await page.answer('GET', ATTEMPT, makeAttempt({ answers, seq: 3 }));
    expect((page.screen.get('radio', 'Familiarity') as HTMLInputElement).checked).toBe(true);
    expect(page.screen.text).toContain('All answers are saved');
  });

  it('tells the time at a few moments, by the clock of the server', async () => {
    const page = await begin(makeAttempt({ server_now: '2020-01-01T00:08:59.500Z' }));
    expect(page.screen.text).toContain('1:01');
    expect(page.screen.text).not.toContain('Time left: 1 min');
    await jest.advanceTimersByTimeAsync(2_000);
    await page.settle();
    expect(page.screen.all('status').some((each) => /: 1 min\s*$/.test(each.textContent))).toBe(
      true,
    );
  });

  it('is handed in by itself when the time is up', async () => {
    const page = await begin(makeAttempt({ server_now: '2020-01-01T00:09:59.000Z' }));
    await jest.advanceTimersByTimeAsync(2_000);
    await page.settle();
    expect(page.screen.text).toContain('The time is up.');
    expect(page.screen.get('radio', 'Recall').matches(':disabled')).toBe(true);
    await page.refuse('POST', `${ATTEMPT}submit/`, 503, { code: 'unavailable' });
    await jest.advanceTimersByTimeAsync(5_000);
    await page.answer('POST', `${ATTEMPT}submit/`, makeSubmission({ score: 0, percentage: 0 }));
    expect(page.screen.text).toContain('0%');
  });

  it('hands in what is not saved yet together with the attempt', async () => {
    const page = await begin();
    await page.click(page.screen.get('radio', 'Familiarity'));
    await page.click(page.screen.get('button', 'Submit answers'));
    const request = await page.answer('POST', `${ATTEMPT}submit/`, makeSubmission());
    expect(request.body).toEqual({
      seq: 1,
      answers: [{ question: 'question-1', choices: ['choice-2'] }],
    });
    expect(page.screen.text).toContain('Passed. Well done!');
  });

  it('says that somebody still has to grade it, never nought per cent', async () => {
    const pending = makeSubmission({
      state: 'pending',
      score: null,
      percentage: null,
      passed: null,
      results: [],
    });
    const page = await open({
      history: [pending],
      standing: makeStanding({ attempts_left: null }),
    });
    expect(page.screen.text).toContain('Waiting for grading');
    expect(page.screen.text).not.toMatch(/(^|\D)0%/);
  });

  it('hides a result that the quiz does not tell', async () => {
    const quiz = timed({ feedback: 'never' });
    const page = await begin(makeAttempt(), { quiz });
    await page.click(page.screen.get('radio', 'Recall'));
    await page.click(page.screen.get('button', 'Submit answers'));
    const hidden = { score: null, percentage: null, passed: null, results: [] };
    await page.answer('POST', `${ATTEMPT}submit/`, makeSubmission(hidden));
    expect(page.screen.text).toContain('Your answers are handed in.');
    expect(page.screen.text).toContain('does not show its result');
    expect(page.screen.text).not.toMatch(/(^|\D)0%/);
  });

  it('shows an earlier attempt again, with its answers', async () => {
    const earlier = makeSubmission({ id: '64b000000000000000000041' });
    const page = await open({ history: [earlier] });
    await page.click(page.screen.get('button', 'Look at attempt 1'));
    const answers = [{ question: 'question-1', choices: ['choice-1'] }];
    await page.answer('GET', ATTEMPT, makeAttempt({ state: 'graded', answers, result: earlier }));
    expect((page.screen.get('radio', 'Recall') as HTMLInputElement).checked).toBe(true);
    expect(page.screen.text).toContain('Right');
  });

  it('cannot be started when all attempts are used, or when it has closed', async () => {
    const page = await open({
      standing: makeStanding({ attempts_left: 0 }),
      quiz: timed({ closes_at: '2020-01-01T00:00:00Z' }),
    });
    expect(page.screen.text).toContain('You have used all your attempts.');
    expect(page.screen.text).toContain('This quiz closed on');
    expect(page.screen.all('button', 'Start the quiz')).toHaveLength(0);
  });

  it('says why it cannot be started', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Start the quiz'));
    await page.refuse('POST', START, 409, { code: 'quiz_closed' });
    expect(page.screen.get('alert').textContent).toContain('This quiz is closed.');
  });
});

describe('Questions', () => {
  const item = (id: string) => ({ id, text: id, text_html: id });

  async function answersSent(
    question: Parameters<typeof makeQuestion>[0],
    answer: (page: Awaited<ReturnType<typeof open>>) => Promise<void>,
  ) {
    const quiz = makeQuiz({ attempts_allowed: 2 });
    const page = await begin(makeAttempt({ questions: [makeQuestion(question)] }), { quiz });
    await answer(page);
    await page.settle();
    await page.click(page.screen.get('button', 'Submit answers'));
    const request = await page.answer('POST', `${ATTEMPT}submit/`, makeSubmission());
    return (request.body as { answers: unknown }).answers;
  }

  it('are put in order by buttons, and the focus stays with what is moved', async () => {
    const items = ['One', 'Two', 'Three'].map(item);
    const sent = await answersSent({ kind: 'ordering', choices: [], items }, async (page) => {
      await page.click(page.screen.get('button', 'Move down: One'));
      expect(page.screen.text).toContain('One is now at place 2 of 3.');
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down: One');
      await page.click(page.screen.get('button', 'Move down: One'));
    });
    expect(sent).toEqual([{ question: 'question-1', order: ['Two', 'Three', 'One'] }]);
  });

  it('take an order that is right already', async () => {
    const items = ['One', 'Two'].map(item);
    const sent = await answersSent({ kind: 'ordering', choices: [], items }, (page) =>
      page.click(page.screen.get('button', 'This order is right')),
    );
    expect(sent).toEqual([{ question: 'question-1', order: ['One', 'Two'] }]);
  });

  it('are matched by lists beside each prompt', async () => {
    const parts = { prompts: [item('Paris')], options: [item('France'), item('Italy')] };
    const sent = await answersSent({ kind: 'matching', choices: [], ...parts }, async (page) => {
      page.screen.type('Paris', 'Italy');
      await page.settle();
      page.screen.type('Paris', 'France');
    });
    const pairs = [{ left: 'Paris', right: 'France' }];
    expect(sent).toEqual([{ question: 'question-1', pairs }]);
  });

  it('count the words of an essay', async () => {
    const sent = await answersSent({ kind: 'essay', choices: [] }, async (page) => {
      page.screen.type('Your answer', 'Three good words.');
      await page.settle();
      expect(page.screen.text).toContain('3 words');
    });
    expect(sent).toEqual([{ question: 'question-1', text: 'Three good words.' }]);
  });

  it('say when a number is none', async () => {
    const sent = await answersSent({ kind: 'numeric', choices: [] }, async (page) => {
      page.screen.type('Your answer, as a number', 'three');
      await page.settle();
      expect(page.screen.text).toContain('This is not a number.');
      page.screen.type('Your answer, as a number', '3');
    });
    expect(sent).toEqual([{ question: 'question-1', number: 3 }]);
  });
});
