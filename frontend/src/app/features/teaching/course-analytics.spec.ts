import { openPage } from '../../../testing/page';
import {
  COURSE_ID,
  LESSON_ID,
  QUIZ_ID,
  makeCourse,
  makeEnrollment,
} from '../../../testing/samples';
import { everyDay } from '../../ui/days';

// jsdom has no canvas to draw on; the numbers stand in the tables.
jest.mock('chart.js', () => {
  const chart = { destroy: () => undefined };
  return { Chart: Object.assign(jest.fn().mockReturnValue(chart), { register: jest.fn() }) };
});

const PATH = `/api/courses/${COURSE_ID}/analytics/`;
const NOTHING = {
  course: COURSE_ID,
  enrollment_count: 0,
  completed_count: 0,
  days: [],
  lessons: [],
  quizzes: [],
  stuck: [],
};
const today = new Date().toISOString().slice(0, 10);
const FIGURES = {
  ...NOTHING,
  enrollment_count: 8,
  completed_count: 2,
  days: [{ day: today, enrollment_count: 8, completed_count: 5, active_count: 0 }],
  lessons: [
    { lesson: LESSON_ID, title: 'Feeling ready', completed_count: 7, drop_off: 1 },
    { lesson: 'l2', title: 'Forgetting', completed_count: 2, drop_off: 5 },
  ],
  quizzes: [
    { quiz: QUIZ_ID, title: 'Knowing', passed_count: 4, failed_count: 3, average_percentage: 64 },
  ],
  stuck: [makeEnrollment()],
};

async function open() {
  const page = await openPage(`/teaching/courses/${COURSE_ID}/analytics`, {
    as: { roles: ['instructor'] },
  });
  await page.answer('GET', `/api/courses/${COURSE_ID}/`, makeCourse());
  return page;
}

describe('Course analytics', () => {
  it('shows who came, where they are lost, how the quizzes go, and who is stuck', async () => {
    const page = await open();
    expect(page.screen.text).toContain('Loading');
    await page.answer('GET', PATH, FIGURES);
    expect(page.screen.text).toContain('25%');
    expect(page.screen.text).toContain('Most are lost before “\u2068Forgetting\u2069” is done: 5.');
    expect(page.screen.get('row', /Forgetting/).textContent).toMatch(/2\s*5/);
    expect(page.screen.get('link', 'Knowing').getAttribute('href')).toBe(
      `/teaching/quizzes/${QUIZ_ID}`,
    );
    expect(page.screen.get('row', /Knowing/).textContent).toContain('64%');
    expect(page.screen.get('listitem', /Ada/).textContent).toContain('Feeling ready');
  });

  it('saves a table as a file, and says when that fails', async () => {
    const page = await open();
    await page.answer('GET', PATH, FIGURES);
    await page.click(page.screen.get('button', 'Save as CSV: Who is stuck'));
    const request = page.expect('GET', `${PATH}stuck/csv/`);
    request.flush(new Blob(['{}']), { status: 503, statusText: 'Unavailable' });
    await page.settle();
    expect(page.screen.get('alert')).toBeTruthy();
  });

  it('says so where nothing has happened yet, or the figures do not come', async () => {
    const page = await open();
    await page.refuse('GET', PATH, 503, { code: 'unavailable' });
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('GET', PATH, NOTHING);
    for (const text of ['Nobody has enrolled yet.', 'No quiz has been taken', 'Nobody is stuck.'])
      expect(page.screen.text).toContain(text);
  });
});

describe('The days of a chart', () => {
  it('have no gaps up to today, and are ninety at most', () => {
    const day = (text: string, count = 1) => ({
      day: text,
      enrollment_count: count,
      completed_count: 0,
      active_count: 0,
    });
    const now = Date.parse('2026-03-04T10:00:00Z');
    expect(everyDay([], now)).toEqual([]);
    const some = everyDay([day('2026-03-01', 2), day('2026-03-03')], now);
    expect(some.map(({ day, enrollment_count }) => [day, enrollment_count])).toEqual([
      ['2026-03-01', 2],
      ['2026-03-02', 0],
      ['2026-03-03', 1],
      ['2026-03-04', 0],
    ]);
    const many = everyDay([day('2025-01-01'), day('2026-03-04')], now);
    expect([many.length, many[0]?.day, many.at(-1)?.enrollment_count]).toEqual([
      90,
      '2025-12-05',
      1,
    ]);
  });
});
