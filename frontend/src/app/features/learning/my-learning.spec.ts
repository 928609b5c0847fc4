import { openPage } from '../../../testing/page';
import { makeCourseProgress, makeEnrollment } from '../../../testing/samples';

// jsdom has no canvas to draw on; the numbers stand in the table.
jest.mock('chart.js', () => {
  const chart = { destroy: () => undefined };
  return { Chart: Object.assign(jest.fn().mockReturnValue(chart), { register: jest.fn() }) };
});

const enrollment = makeEnrollment();
const student = {
  courses: [
    enrollment,
    makeEnrollment({
      id: '2',
      course: { ...enrollment.course, title: 'Rust' },
      progress: makeCourseProgress({ completed: 3, percentage: 100 }),
    }),
  ],
  next_lesson: { id: 'next', title: 'Forgetting', course: enrollment.course },
  recent: [],
};

describe('My learning', () => {
  it('shows what comes next and how far each course is, as bars and as numbers', async () => {
    const page = await openPage('/learning', { as: { name: 'Ada' } });
    expect(page.screen.text).toContain('Loading');
    await page.answer('GET', '/api/dashboard/', { student });
    expect(page.screen.get('link', 'Go on learning: Forgetting').getAttribute('href')).toBe(
      `/courses/${enrollment.course.id}/lessons/next`,
    );
    const bars = page.screen.all('progressbar').map((bar) => bar.getAttribute('aria-valuenow'));
    expect(bars).toEqual(['33', '100']);
    expect(page.screen.text).toContain('Course completed');
    expect(page.screen.get('row', /Rust/).textContent).toContain('100%');
  });

  it('leads somebody without courses to the catalogue', async () => {
    const page = await openPage('/learning', { as: {} });
    await page.answer('GET', '/api/dashboard/', {
      student: { courses: [], next_lesson: null, recent: [] },
    });
    expect(page.screen.get('link', 'Find a course').getAttribute('href')).toBe('/');
  });

  it('says what went wrong', async () => {
    const page = await openPage('/learning', { as: {} });
    await page.refuse('GET', '/api/dashboard/', 503, { code: 'unavailable' });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
  });

  it('asks a visitor to sign in first', async () => {
    const page = await openPage('/learning');
    expect(page.screen.get('heading', 'Sign in')).toBeTruthy();
  });
});
