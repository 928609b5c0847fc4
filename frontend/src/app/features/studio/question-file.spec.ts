import { TestBed } from '@angular/core/testing';
import { openPage } from '../../../testing/page';
import { QUIZ_ID, makeQuiz } from '../../../testing/samples';
import { Toasts } from '../../core/toasts';

const QUIZ = `/api/quizzes/${QUIZ_ID}/`;
const IMPORT = `${QUIZ}import/`;

async function openQuiz() {
  const page = await openPage(`/studio/quizzes/${QUIZ_ID}`, { as: { roles: ['instructor'] } });
  await page.answer('GET', QUIZ, makeQuiz({ version: 3 }));
  const picker = page.screen.root.querySelector<HTMLInputElement>('[aria-label="Import GIFT"]');
  if (!picker) throw new Error('There is no way to choose a file.');
  Object.defineProperty(picker, 'files', { value: [new File(['Wet? {T}'], 'questions.gift')] });
  picker.dispatchEvent(new Event('change'));
  await page.settle();
  return page;
}

describe('Questions from a file', () => {
  it('are there once the server has put them in', async () => {
    const page = await openQuiz();
    const waiting = { state: 'waiting', imported: 0, refusal: '' };
    const request = await page.answer('POST', IMPORT, waiting, 202);
    expect(request.headers.get('If-Match')).toBe('"3"');
    await page.answer('GET', IMPORT, { state: 'done', imported: 2, refusal: '' });
    await page.answer('GET', QUIZ, makeQuiz({ version: 4 }));
    expect(TestBed.inject(Toasts).all()[0]?.text).toContain('Questions imported: 2');
  });

  it('are left out where the quiz has filled up meanwhile', async () => {
    const page = await openQuiz();
    await page.answer('POST', IMPORT, { state: 'waiting', imported: 0, refusal: '' }, 202);
    await page.answer('GET', IMPORT, { state: 'failed', imported: 0, refusal: 'quiz_too_large' });
    expect(TestBed.inject(Toasts).all()[0]?.text).toContain('Nothing was imported');
  });

  it('are named with their lines where they cannot be read', async () => {
    const page = await openQuiz();
    const errors = [{ field: 'line.3', code: 'rejected', message: 'Line 3: No answer.' }];
    const problem = { code: 'invalid_question_file', detail: 'None was imported.', errors };
    await page.refuse('POST', IMPORT, 400, problem);
    expect(page.screen.text).toContain('Line 3: No answer.');
  });
});
