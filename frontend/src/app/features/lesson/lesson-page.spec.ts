import { openPage } from '../../../testing/page';
import {
  COURSE_ID,
  LESSON_ID,
  QUIZ_ID,
  makeCourse,
  makeCourseProgress,
  makeEnrollment,
  makeLesson,
  makeOutline,
  makePageOf,
  makeQuiz,
  makeSubmission,
} from '../../../testing/samples';

const COURSE = `/api/courses/${COURSE_ID}/`;
const URL = `/courses/${COURSE_ID}/lessons/${LESSON_ID}`;
const COUNT = '/api/notifications/unread-count/';
const QUIZ = { id: QUIZ_ID, title: 'Knowing', required: true };

async function open(lesson = makeLesson(), { isEnrolled = true } = {}) {
  const page = await openPage(URL, isEnrolled ? { as: {} } : {});
  await page.answer('GET', COURSE, makeCourse());
  await page.answer('GET', `${COURSE}outline/`, makeOutline());
  await page.answer('GET', `/api/lessons/${LESSON_ID}/`, lesson);
  if (!isEnrolled) return page;
  page.http.match(COUNT).forEach((request) => request.flush({ count: 0 }));
  await page.answer('GET', '/api/enrollments/', makePageOf([makeEnrollment()]));
  await page.answer('GET', '/api/progress/', makePageOf([]));
  return page;
}

const progressRow = {
  id: 'p',
  student: 'ada',
  course: COURSE_ID,
  lesson: LESSON_ID,
  completed: true,
  completed_at: null,
  position_s: 0,
  course_progress: makeCourseProgress({ completed: 2, percentage: 66 }),
};

describe('Lesson page', () => {
  it('shows the text, where it stands in the course, and the way on', async () => {
    const page = await open();
    expect(page.screen.get('heading', 'Feeling ready')).toBeTruthy();
    expect(page.screen.text).toContain('Draw a coin from memory.');
    const [current] = page.screen.all('link', 'Feeling ready');
    expect(current?.getAttribute('aria-current')).toBe('page');
    expect(page.screen.get('link', /Next lesson/).getAttribute('href')).toContain('000012');
    expect(document.title).toBe('Feeling ready · Lyceum');
  });

  it('is marked as complete, and the progress follows', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Mark as complete'));
    const request = await page.answer('POST', '/api/progress/', progressRow);
    expect(request.body).toEqual({ lesson: LESSON_ID, completed: true });
    expect(page.screen.text).toContain('You have completed this lesson.');
    expect(page.screen.text).toContain('2 of 3 lessons done');
    expect(page.screen.all('button', 'Mark as complete')).toHaveLength(0);
  });

  it('says why it cannot be completed', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Mark as complete'));
    await page.refuse('POST', '/api/progress/', 409, { code: 'quiz_required' });
    expect(page.screen.get('alert').textContent).toContain('pass the quiz');
  });

  it('is completed by passing its required quiz', async () => {
    const html = `<p>Before</p><div data-quiz="${QUIZ_ID}"></div><p>After</p>`;
    const page = await open(makeLesson({ content_html: html, quizzes: [QUIZ] }));
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz());
    await page.answer('GET', '/api/quiz-submissions/', makePageOf([]));
    expect(page.screen.text).toMatch(/Before.*What do you have\?.*After/);
    expect(page.screen.text).toContain('Pass the quiz to complete this lesson.');
    await page.click(page.screen.get('radio', 'Familiarity'));
    await page.click(page.screen.get('button', 'Submit answers'));
    await page.answer('POST', '/api/quiz-submissions/', makeSubmission(), 201);
    await page.answer('GET', '/api/progress/', makePageOf([progressRow]));
    expect(page.screen.text).toContain('You have completed this lesson.');
  });

  it('is a preview for a visitor, without its quizzes', async () => {
    const page = await open(makeLesson({ quizzes: [QUIZ] }), { isEnrolled: false });
    expect(page.screen.text).toContain('Draw a coin from memory.');
    expect(page.screen.text).toContain('There is a quiz here.');
    expect(page.screen.text).toContain('This is a preview.');
    expect(page.screen.get('link', 'To the course').getAttribute('href')).toBe(
      `/courses/${COURSE_ID}`,
    );
    page.http.expectNone(`/api/quizzes/${QUIZ_ID}/`);
  });

  it('shows its video from the host that sets no cookies', async () => {
    const page = await open(makeLesson({ video_url: 'https://youtu.be/dQw4w9WgXcQ' }));
    const frame = page.screen.root.querySelector('iframe');
    expect(frame?.src).toBe('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ');
    expect(frame?.title).toBe('Feeling ready');
  });

  it('offers the captions of an uploaded video, those in the language of the reader at once', async () => {
    const caption = (language: string, label: string) => {
      return { id: language, language, label, url: `/media/${language}.vtt` };
    };
    const captions = [caption('ar', 'العربية'), caption('en-GB', 'English'), caption('fr', 'fr')];
    const page = await open(makeLesson({ video_url: '/media/film.mp4', captions }));
    const tracks = [...page.screen.root.querySelectorAll('track')];
    expect(tracks.map(({ kind, srclang, label }) => ({ kind, srclang, label }))).toEqual([
      { kind: 'captions', srclang: 'ar', label: 'العربية' },
      { kind: 'captions', srclang: 'en-GB', label: 'English' },
      { kind: 'captions', srclang: 'fr', label: 'French' },
    ]);
    expect(tracks.map((track) => track.getAttribute('src'))).toEqual([
      '/media/ar.vtt',
      '/media/en-GB.vtt',
      '/media/fr.vtt',
    ]);
    expect(tracks.map((track) => track.default)).toEqual([false, true, false]);
  });

  it('lists its files with what each is and how large', async () => {
    const file = { id: 'f1', name: 'Notes.pdf', kind: 'application/pdf', bytes: 1_250_000 };
    const other = { id: 'f2', name: 'data.bin', kind: 'application/x-unknown', bytes: 999 };
    const attachments = [file, other].map((each) => ({ ...each, url: `/media/${each.id}` }));
    const page = await open(makeLesson({ attachments }));
    expect(page.screen.get('link', 'Notes.pdf').getAttribute('href')).toBe('/media/f1');
    expect(page.screen.text).toContain('PDF document · 1.3 MB');
    expect(page.screen.text).toContain('File · 999 byte');
  });

  it('keeps private notes: written, rewritten and removed', async () => {
    const page = await open();
    const note = {
      id: 'n1',
      course: COURSE_ID,
      lesson: LESSON_ID,
      text: 'Ask about coins',
      position_s: null,
      created_at: '2026-03-04T10:00:00.000Z',
      updated_at: '2026-03-04T10:00:00.000Z',
    };
    await page.answer('GET', '/api/notes/', makePageOf([]));
    page.screen.type('Write a note', ' Ask about coins ');
    await page.click(page.screen.get('button', 'Add note'));
    const added = await page.answer('POST', '/api/notes/', note, 201);
    expect(added.body).toEqual({ lesson: LESSON_ID, text: 'Ask about coins' });
    await page.answer('GET', '/api/notes/', makePageOf([note]));
    await page.click(page.screen.get('button', 'Edit note: Ask about coins'));
    page.screen.type('Note', 'Ask about notes');
    await page.click(page.screen.get('button', 'Save'));
    const rewritten = { ...note, text: 'Ask about notes' };
    const changed = await page.answer('PATCH', '/api/notes/n1/', rewritten);
    expect(changed.body).toEqual({ text: 'Ask about notes' });
    await page.answer('GET', '/api/notes/', makePageOf([rewritten]));
    await page.click(page.screen.get('button', 'Remove note: Ask about notes'));
    await page.click(page.screen.get('button', 'Remove'));
    await page.answer('DELETE', '/api/notes/n1/', null, 204);
    await page.answer('GET', '/api/notes/', makePageOf([]));
    expect(page.screen.text).not.toContain('Ask about');
  });

  it('keeps what was written when a note is refused', async () => {
    const page = await open();
    page.screen.type('Write a note', 'Ask about coins');
    await page.click(page.screen.get('button', 'Add note'));
    await page.refuse('POST', '/api/notes/', 503, { code: 'unavailable' });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
    expect(page.screen.field('Write a note').value).toBe('Ask about coins');
  });

  it('is bookmarked, and not any more', async () => {
    const page = await open();
    await page.answer('GET', '/api/bookmarks/', makePageOf([]));
    const button = page.screen.get('button', /^Bookmark/);
    await page.click(button);
    const bookmark = { course: COURSE_ID, lesson: LESSON_ID, created_at: '2026-03-04T10:00:00Z' };
    await page.answer('PUT', `/api/bookmarks/${LESSON_ID}/`, bookmark);
    expect(button.getAttribute('aria-pressed')).toBe('true');
    await page.click(button);
    await page.answer('DELETE', `/api/bookmarks/${LESSON_ID}/`, null, 204);
    expect(button.getAttribute('aria-pressed')).toBe('false');
  });

  it('leads to the course where it may not be read', async () => {
    const page = await openPage(URL, { as: {} });
    await page.refuse('GET', `/api/lessons/${LESSON_ID}/`, 403, { code: 'not_enrolled' });
    expect(page.screen.get('alert').textContent).toContain('enroll');
    expect(page.screen.get('link', 'To the course')).toBeTruthy();
  });
});
