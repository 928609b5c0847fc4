import { openPage } from '../../../testing/page';
import {
  QUIZ_ID,
  makePageOf,
  makeQuestion,
  makeQuiz,
  makeSubmission,
} from '../../../testing/samples';

const SUBMISSIONS = '/api/quiz-submissions/';

async function open(quiz = makeQuiz(), earlier: object[] = []) {
  const page = await openPage(`/quizzes/${QUIZ_ID}`, { as: {} });
  for (const request of page.http.match(`/api/quizzes/${QUIZ_ID}/`)) request.flush(quiz);
  await page.answer('GET', SUBMISSIONS, makePageOf(earlier));
  return page;
}

/** Opens a quiz of one question of this kind, lets it be answered and returns what is sent. */
async function answersSentFor(
  question: Parameters<typeof makeQuestion>[0],
  answer: (page: Awaited<ReturnType<typeof open>>) => Promise<void> | void,
) {
  const page = await open(makeQuiz({ questions: [makeQuestion(question)] }));
  await answer(page);
  await page.settle();
  await page.click(page.screen.get('button', 'Submit answers'));
  const request = await page.answer('POST', SUBMISSIONS, makeSubmission(), 201);
  return (request.body as { answers: unknown }).answers;
}

describe('Quiz', () => {
  it('sends a single choice', async () => {
    const sent = await answersSentFor({}, async (page) => {
      await page.click(page.screen.get('radio', 'Recall'));
      await page.click(page.screen.get('radio', 'Familiarity'));
    });
    expect(sent).toEqual([{ question: 'question-1', choices: ['choice-2'] }]);
  });

  it('sends several choices, and not one that was taken back', async () => {
    const sent = await answersSentFor({ kind: 'multiple' }, async (page) => {
      await page.click(page.screen.get('checkbox', 'Recall'));
      await page.click(page.screen.get('checkbox', 'Familiarity'));
      await page.click(page.screen.get('checkbox', 'Recall'));
    });
    expect(sent).toEqual([{ question: 'question-1', choices: ['choice-2'] }]);
  });

  it('sends true or false', async () => {
    const choices = [
      { id: 't', question: 'question-1', text: 'True', text_html: 'True' },
      { id: 'f', question: 'question-1', text: 'False', text_html: 'False' },
    ];
    const sent = await answersSentFor({ kind: 'true_false', choices }, async (page) => {
      await page.click(page.screen.get('radio', 'False'));
    });
    expect(sent).toEqual([{ question: 'question-1', choices: ['f'] }]);
  });

  it('sends a short text', async () => {
    const sent = await answersSentFor({ kind: 'short_text', choices: [] }, (page) =>
      page.screen.type('Your answer', 'Ebbinghaus'),
    );
    expect(sent).toEqual([{ question: 'question-1', text: 'Ebbinghaus' }]);
  });

  it('sends a number that was written with a comma', async () => {
    const sent = await answersSentFor({ kind: 'numeric', choices: [] }, (page) =>
      page.screen.type('Your answer, as a number', '2,5'),
    );
    expect(sent).toEqual([{ question: 'question-1', number: 2.5 }]);
  });

  it('sends what a program prints', async () => {
    const tracing = { program: 'fn main() {}' };
    const sent = await answersSentFor({ kind: 'tracing', choices: [], tracing }, async (page) => {
      expect(page.screen.text).toContain('fn main() {}');
      await page.click(page.screen.get('radio', 'Yes, it compiles'));
      page.screen.type('What does it print?', '3\n');
    });
    expect(sent).toEqual([{ question: 'question-1', does_compile: true, text: '3\n' }]);
  });

  it('sends the line in which a program fails', async () => {
    const tracing = { program: 'fn main() { x }' };
    const sent = await answersSentFor({ kind: 'tracing', choices: [], tracing }, async (page) => {
      await page.click(page.screen.get('radio', 'No, it does not compile'));
      page.screen.type('In which line is the error?', '1');
    });
    expect(sent).toEqual([{ question: 'question-1', does_compile: false, number: 1 }]);
  });

  it('warns once before it sends with something unanswered', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Submit answers'));
    expect(page.screen.get('alert').textContent).toContain('1 question is not answered.');
    page.http.expectNone({ method: 'POST', url: SUBMISSIONS });
    await page.click(page.screen.get('button', 'Submit anyway'));
    const request = await page.answer('POST', SUBMISSIONS, makeSubmission(), 201);
    expect(request.body).toEqual({ quiz: QUIZ_ID, answers: [] });
  });

  it('shows the result with its feedback, moves the focus there, and starts again', async () => {
    const page = await open();
    await page.click(page.screen.get('radio', 'Recall'));
    await page.click(page.screen.get('button', 'Submit answers'));
    const results = [
      { question: 'question-1', score: 0, max_score: 1, correct: false, feedback: '<p>Why.</p>' },
    ];
    const failed = makeSubmission({ score: 0, percentage: 0, passed: false, results });
    await page.answer('POST', SUBMISSIONS, failed, 201);
    expect(page.screen.get('status').textContent).toContain('Not passed yet');
    expect(page.screen.text).toContain('Not right');
    expect(page.screen.text).toContain('Why.');
    expect(document.activeElement?.textContent).toContain('Not passed yet');
    expect(page.screen.get('radio', 'Recall').matches(':disabled')).toBe(true);
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('GET', SUBMISSIONS, makePageOf([failed]));
    expect((page.screen.get('radio', 'Recall') as HTMLInputElement).checked).toBe(false);
    expect(page.screen.text).toContain('Last time: 0%');
  });

  it('remembers that it was passed before', async () => {
    const page = await open(makeQuiz(), [makeSubmission()]);
    expect(page.screen.text).toContain('Passed before with 100%');
  });

  it('says why the server refuses, and keeps the answers', async () => {
    const page = await open();
    await page.click(page.screen.get('radio', 'Recall'));
    await page.click(page.screen.get('button', 'Submit answers'));
    await page.refuse('POST', SUBMISSIONS, 403, { code: 'not_enrolled' });
    expect(page.screen.get('alert').textContent).toContain('enroll');
    expect((page.screen.get('radio', 'Recall') as HTMLInputElement).checked).toBe(true);
  });
});
