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

  it('shows those in the course what they were told, and more of it when asked', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([makeEnrollment()]));
    const told = {
      id: 'a1',
      title: 'Exam on Monday',
      author: { id: 'b', name: 'Grace' },
      body_html: '<p>Bring a pen.</p>',
      created_at: '2026-03-04T10:00:00.000Z',
    };
    const list = { ...makePageOf([told], { count: 5 }), next: '/api/announcements/?page=2' };
    await page.answer('GET', '/api/announcements/', list);
    expect(page.screen.get('heading', 'Exam on Monday')).toBeTruthy();
    expect(page.screen.text).toContain('Bring a pen.');
    await page.click(page.screen.get('button', 'Show all 5'));
    const request = await page.answer('GET', '/api/announcements/', makePageOf([told]));
    expect(request.params.get('page_size')).toBe('100');
  });

  it('is left after a question that says what is kept', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([makeEnrollment()]));
    await page.click(page.screen.get('button', 'Leave the course'));
    expect(page.screen.text).toContain('Your progress is kept');
    await page.click(page.screen.get('button', 'Stay'));
    await page.click(page.screen.get('button', 'Leave the course'));
    await page.click(page.screen.get('button', 'Leave the course'));
    await page.answer('DELETE', `/api/enrollments/${makeEnrollment().id}/`, null, 204);
    expect(page.screen.get('button', 'Enroll for free')).toBeTruthy();
  });

  it('says why a course that is not free cannot be joined', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    await page.click(page.screen.get('button', 'Enroll for free'));
    await page.refuse('POST', '/api/enrollments/', 402, { code: 'payment_required' });
    expect(page.screen.get('alert').textContent).toContain('not free');
  });

  it('is joined with a code where it costs money, and says when the code is wrong', async () => {
    const page = await openPage(URL, { as: {} });
    await page.answer('GET', COURSE, makeCourse({ price: '49.00' }));
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    page.screen.type('Code to join', ' abc-1 ');
    await page.click(page.screen.get('button', 'Join with the code'));
    const request = await page.refuse('POST', '/api/enrollments/', 409, { code: 'unusable_code' });
    expect(request.body).toEqual({ course: COURSE_ID, code: 'abc-1' });
    expect(page.screen.get('alert').textContent).toContain('This code does not work');
  });

  it('has a queue when it is full, which can be left', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    const rules = { course: COURSE_ID, policy: 'open', capacity: 1, seats_left: 0 };
    await page.answer('GET', `${COURSE}enrollment-rules/`, rules);
    await page.click(page.screen.get('button', 'Join the queue'));
    const waiting = makeEnrollment({ status: 'waiting' });
    await page.answer('POST', '/api/enrollments/', waiting, 201);
    const place = `/api/enrollments/${waiting.id}/`;
    await page.answer('GET', place, { ...waiting, position: 3 });
    expect(page.screen.text).toContain('You are number 3 in the queue');
    expect(page.screen.all('link', 'Forgetting')).toHaveLength(0);
    await page.click(page.screen.get('button', 'Leave the queue'));
    await page.answer('DELETE', place, null, 204);
    expect(page.screen.get('button', 'Join the queue')).toBeTruthy();
  });

  it('cannot be joined where only its instructor enrolls', async () => {
    const page = await open({});
    await page.answer('GET', '/api/enrollments/', makePageOf([]));
    const rules = { course: COURSE_ID, policy: 'closed', capacity: null, seats_left: null };
    await page.answer('GET', `${COURSE}enrollment-rules/`, rules);
    expect(page.screen.text).toContain('Only its instructor enrolls people');
    expect(page.screen.all('button', 'Enroll for free')).toHaveLength(0);
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
