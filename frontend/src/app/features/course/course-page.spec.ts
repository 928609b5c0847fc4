import { openPage } from '../../../testing/page';
import {
  COURSE_ID,
  makeCourse,
  makeCourseProgress,
  makeEnrollment,
  makeOutline,
  makePageOf,
} from '../../../testing/samples';

const COURSE = `/api/courses/${COURSE_ID}/`;
const URL = `/courses/${COURSE_ID}/how-to-study`;

async function open(as?: object) {
  const page = await openPage(URL, as ? { as } : {});
  await page.answer('GET', COURSE, makeCourse());
  await page.answer('GET', `${COURSE}outline/`, makeOutline());
  return page;
}

describe('Course page', () => {
  it('shows a visitor the course, its outline, and how to get in', async () => {
    const page = await open();
    expect(page.screen.get('heading', 'How to Study Well')).toBeTruthy();
    expect(page.screen.text).toContain('Bring one subject.');
    expect(page.screen.get('link', 'Feeling ready').getAttribute('href')).toContain('/lessons/');
    expect(page.screen.all('link', 'Forgetting')).toHaveLength(0);
    expect(page.screen.text).toContain('Forgetting (For enrolled learners)');
    const link = page.screen.get('link', 'Sign in to enroll');
    expect(link.getAttribute('href')).toBe(`/sign-in?next=${encodeURIComponent(URL)}`);
    expect(document.title).toBe('How to Study Well · Lyceum');
  });

  it('enrolls a student and opens the lessons', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    await page.click(page.screen.get('button', 'Enroll for free'));
    const progress = makeCourseProgress({ completed: 0, percentage: 0, milestones: [] });
    const request = await page.answer('POST', '/api/enrollments/', makeEnrollment({ progress }));
    expect(request.body).toEqual({ course: COURSE_ID });
    await page.answer('GET', '/api/progress/', makePageOf([]));
    expect(page.screen.text).toContain('0 of 3 lessons done');
    expect(page.screen.get('link', 'Start the course').getAttribute('href')).toContain('/lessons/');
    expect(page.screen.get('link', 'Forgetting')).toBeTruthy();
  });

  it('leads an enrolled student to the first lesson that is not done', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([makeEnrollment()]));
    const row = { lesson: makeOutline().sections[0]?.lessons[0]?.id, completed: true };
    await page.answer('GET', '/api/progress/', makePageOf([row]));
    const next = makeOutline().sections[0]?.lessons[1]?.id;
    expect(page.screen.get('link', 'Continue').getAttribute('href')).toContain(next);
    expect(page.screen.get('progressbar').getAttribute('aria-valuenow')).toBe('33');
    expect(page.screen.text).toContain('Completed: Feeling ready');
  });

  it('says why a course that is not free cannot be joined', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    await page.click(page.screen.get('button', 'Enroll for free'));
    await page.refuse('POST', '/api/enrollments/', 402, { code: 'payment_required' });
    expect(page.screen.get('alert').textContent).toContain('not free');
  });

  it('leads its author to the studio', async () => {
    const page = await open({ id: makeCourse().instructor.id, roles: ['student', 'instructor'] });
    expect(page.screen.get('link', /Edit in the studio/).getAttribute('href')).toBe(
      `/studio/courses/${COURSE_ID}`,
    );
    expect(page.screen.get('link', 'Forgetting')).toBeTruthy();
  });

  it('says so when the course does not exist', async () => {
    const page = await openPage(URL);
    await page.refuse('GET', COURSE, 404, { code: 'not_found' });
    expect(page.screen.get('alert').textContent).toContain('does not exist');
  });
});
