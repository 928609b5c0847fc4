import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Page, openPage } from '../../../testing/page';
import {
  COURSE_ID,
  LESSON_ID,
  QUIZ_ID,
  makeCourse,
  makeLesson,
  makeOutline,
  makePageOf,
  makeQuestion,
  makeQuiz,
} from '../../../testing/samples';

const INSTRUCTOR = { id: makeCourse().instructor.id, roles: ['student', 'instructor'] } as const;
const COURSE = `/api/courses/${COURSE_ID}/`;
const OUTLINE = `${COURSE}outline/`;
const RULES = { course: COURSE_ID, policy: 'open', capacity: null, seats_left: null };
const CHECKLIST = {
  ready: false,
  problems: [{ code: 'empty_lesson', lesson: LESSON_ID, message: 'The lesson “Sleep” is empty.' }],
  suggestions: [{ code: 'no_category', lesson: null, message: 'Choose one.' }],
};

const openAsInstructor = (url: string) =>
  openPage(url, { as: { ...INSTRUCTOR, roles: [...INSTRUCTOR.roles] } });

describe('Studio', () => {
  it('lists own courses and begins a new one', async () => {
    const page = await openAsInstructor('/studio');
    const courses = makePageOf([makeCourse({ status: 'draft' })]);
    const request = await page.answer('GET', '/api/courses/', courses);
    expect(request.params.get('mine')).toBe('true');
    expect(page.screen.get('link', 'How to Study Well').getAttribute('href')).toBe(
      `/studio/courses/${COURSE_ID}`,
    );
    page.screen.type('Title of a new course', 'Poems');
    await page.click(page.screen.get('button', 'Create course'));
    const created = await page.answer('POST', '/api/courses/', makeCourse(), 201);
    expect(created.body).toEqual({ title: 'Poems' });
    expect(TestBed.inject(Router).url).toBe(`/studio/courses/${COURSE_ID}`);
  });

  it('is closed to students', async () => {
    await openPage('/studio', { as: {} });
    expect(TestBed.inject(Router).url).toBe('/');
  });
});

describe('Course editor', () => {
  async function open(status: 'draft' | 'published' = 'draft') {
    const page = await openAsInstructor(`/studio/courses/${COURSE_ID}`);
    await page.answer('GET', COURSE, makeCourse({ status }));
    await page.answer('GET', '/api/categories/', makePageOf([]));
    await page.answer('GET', OUTLINE, makeOutline());
    await page.answer('GET', `${COURSE}enrollment-rules/`, RULES);
    await page.answer('GET', `${COURSE}codes/`, makePageOf([]));
    page.http.match(`${COURSE}lesson-rules/`).at(-1)?.flush({ course: COURSE_ID, lessons: [] });
    page.http.match(`${COURSE}checklist/`).at(-1)?.flush(CHECKLIST);
    await page.settle();
    return page;
  }

  it('saves the details', async () => {
    const page = await open();
    page.screen.type('Title', 'How to Study Better');
    page.screen.type('Tags', 'memory, exams,');
    await page.click(page.screen.all('button', 'Save')[0] ?? page.screen.get('button', 'Save'));
    const request = await page.answer(
      'PATCH',
      COURSE,
      makeCourse({ title: 'How to Study Better' }),
    );
    expect(request.body).toMatchObject({
      title: 'How to Study Better',
      tags: ['memory', 'exams'],
      price: '0.00',
    });
    expect(page.screen.get('heading', 'How to Study Better')).toBeTruthy();
  });

  it('shows what keeps a course from being published, with the way to it', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Publish'));
    await page.refuse('POST', `${COURSE}publish/`, 409, {
      code: 'not_ready',
      problems: [
        { code: 'empty_lesson', lesson: LESSON_ID, message: 'Feeling ready has no text.' },
        { code: 'no_summary', lesson: null, message: 'The summary is missing.' },
      ],
    });
    expect(page.screen.get('alert').textContent).toContain('Sum the course up in a sentence.');
    expect(page.screen.get('link', 'Feeling ready has no text.').getAttribute('href')).toBe(
      `/studio/lessons/${LESSON_ID}`,
    );
  });

  it('publishes and archives', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Publish'));
    await page.answer('POST', `${COURSE}publish/`, makeCourse({ status: 'published' }));
    await page.click(page.screen.get('button', 'Archive'));
    await page.answer('POST', `${COURSE}archive/`, makeCourse({ status: 'archived' }));
    expect(page.screen.get('button', 'Publish')).toBeTruthy();
  });

  it('asks before it removes a course, and says why it cannot', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Remove “How to Study Well”'));
    page.http.expectNone({ method: 'DELETE', url: COURSE });
    await page.click(page.screen.get('button', 'Remove'));
    await page.refuse('DELETE', COURSE, 409, { code: 'has_enrollments' });
    expect(page.screen.get('alert').textContent).toContain('Archive it instead.');
  });

  it('adds a lesson to a section', async () => {
    const page = await open();
    page.screen.type('New lesson', 'Sleep');
    const [add] = page.screen.all('button', 'Add');
    if (add) await page.click(add);
    const request = await page.answer('POST', '/api/lessons/', makeLesson(), 201);
    const section = makeOutline().sections[0]?.id;
    expect(request.body).toEqual({ course: COURSE_ID, section, title: 'Sleep' });
    await page.answer('GET', OUTLINE, makeOutline());
  });

  it('moves a lesson, keeps the focus at the button, and shows the new order at once', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Move “Forgetting” up'));
    expect(lessonTitles(page)).toEqual(['Forgetting', 'Feeling ready', 'Test yourself']);
    const request = await page.answer('PUT', OUTLINE, makeOutline());
    const [first, second] = makeOutline().sections[0]?.lessons ?? [];
    expect(request.body).toMatchObject({ sections: [{ lessons: [second?.id, first?.id] }, {}] });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move “Forgetting” up');
  });

  it('shows the old order again when the server refuses', async () => {
    const page = await open();
    await page.click(page.screen.get('button', 'Move “Forgetting” up'));
    await page.refuse('PUT', OUTLINE, 412, { code: 'stale_version' });
    expect(page.screen.get('alert').textContent).toContain('Somebody else');
    await page.click(page.screen.get('button', 'Load the newer version'));
    await page.answer('GET', OUTLINE, makeOutline());
    expect(lessonTitles(page)).toEqual(['Feeling ready', 'Forgetting', 'Test yourself']);
  });

  it('lets an author keep their own version after somebody else has written', async () => {
    const page = await open();
    page.screen.type('Title', 'Mine');
    await page.click(page.screen.all('button', 'Save')[0] ?? page.screen.get('button', 'Save'));
    const refused = await page.refuse('PATCH', COURSE, 412, { code: 'stale_version' });
    expect(refused.headers.get('If-Match')).toBe('"1"');
    await page.click(page.screen.get('button', 'Keep mine'));
    const request = await page.answer('PATCH', COURSE, makeCourse({ title: 'Mine' }));
    expect(request.headers.has('If-Match')).toBe(false);
    expect(page.screen.get('heading', 'Mine')).toBeTruthy();
  });

  it('names what is missing before it is published', async () => {
    const page = await open();
    expect(page.screen.get('link', 'The lesson “Sleep” is empty.').getAttribute('href')).toBe(
      `/studio/lessons/${LESSON_ID}`,
    );
    expect(page.screen.text).toContain('Choose a category, so that it is found.');
  });
});

describe('Lesson editor', () => {
  async function open() {
    const page = await openAsInstructor(`/studio/lessons/${LESSON_ID}`);
    const quizzes = [{ id: QUIZ_ID, title: 'Knowing', required: true }];
    await page.answer('GET', `/api/lessons/${LESSON_ID}/`, makeLesson({ content: '# A', quizzes }));
    return page;
  }

  it('saves the Markdown and shows what becomes of it', async () => {
    const page = await open();
    page.screen.type('Text', '# B');
    await page.click(page.screen.get('button', 'Save'));
    const saved = makeLesson({ content: '# B', content_html: '<h2>B</h2>' });
    const request = await page.answer('PATCH', `/api/lessons/${LESSON_ID}/`, saved);
    expect(request.body).toMatchObject({ content: '# B', preview: true, minutes: 20 });
    expect(page.screen.get('heading', 'B')).toBeTruthy();
  });

  it('names the quizzes, how to place them, and begins a new one', async () => {
    const page = await open();
    expect(page.screen.text).toContain(`{{quiz:${QUIZ_ID}}}`);
    page.screen.type('New quiz', 'Warm-up');
    await page.click(page.screen.get('button', 'Add'));
    const request = await page.answer('POST', '/api/quizzes/', makeQuiz(), 201);
    expect(request.body).toEqual({ lesson: LESSON_ID, title: 'Warm-up' });
    expect(TestBed.inject(Router).url).toBe(`/studio/quizzes/${QUIZ_ID}`);
  });
});

describe('Quiz editor', () => {
  async function open(questions = [makeQuestion({ answer: 'Familiarity' })]) {
    const page = await openAsInstructor(`/studio/quizzes/${QUIZ_ID}`);
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz({ questions }));
    return page;
  }

  async function openNewQuestion(kind: string) {
    const page = await open([]);
    await page.click(page.screen.get('button', 'New question'));
    page.screen.type('Kind', kind);
    await page.settle();
    page.screen.type('Question', 'What?');
    return page;
  }

  async function saved(page: Page) {
    await page.click(page.screen.all('button', 'Save')[1] ?? page.screen.get('button', 'Save'));
    const request = await page.answer('POST', '/api/questions/', makeQuestion(), 201);
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz());
    return request.body as object;
  }

  it('saves title, pass mark and whether it is required', async () => {
    const page = await open();
    page.screen.type('Per cent needed to pass', '80');
    await page.click(page.screen.get('button', 'Save'));
    const request = await page.answer('PATCH', `/api/quizzes/${QUIZ_ID}/`, makeQuiz());
    expect(request.body).toMatchObject({ title: 'Knowing', pass_mark: 80, time_limit_s: null });
    expect(request.headers.get('If-Match')).toBe('"1"');
  });

  it('adds a question with one right choice, and only one', async () => {
    const page = await openNewQuestion('single');
    page.screen.type('Choice 1', 'This');
    page.screen.type('Choice 2', 'That');
    await page.click(page.screen.get('checkbox', 'Choice 1 is right'));
    await page.click(page.screen.get('checkbox', 'Choice 2 is right'));
    expect(await saved(page)).toEqual({
      quiz: QUIZ_ID,
      kind: 'single',
      text: 'What?',
      points: 1,
      explanation: '',
      choices: [
        { text: 'This', is_correct: false },
        { text: 'That', is_correct: true },
      ],
    });
  });

  it('adds a question of true or false', async () => {
    const page = await openNewQuestion('true_false');
    expect(await saved(page)).toMatchObject({
      kind: 'true_false',
      choices: [
        { text: 'True', is_correct: true },
        { text: 'False', is_correct: false },
      ],
    });
  });

  it('adds a question for a short text', async () => {
    const page = await openNewQuestion('short_text');
    page.screen.type('Answer 1', 'Ebbinghaus');
    await page.click(page.screen.get('button', 'Another answer'));
    page.screen.type('Answer 2', 'H. Ebbinghaus');
    expect(await saved(page)).toMatchObject({
      accepted: [
        { text: 'Ebbinghaus', regex: false },
        { text: 'H. Ebbinghaus', regex: false },
      ],
    });
  });

  it('adds a question for a number', async () => {
    const page = await openNewQuestion('numeric');
    page.screen.type('Right number', '6.7');
    page.screen.type('Tolerance', '0.5');
    expect(await saved(page)).toMatchObject({ number: 6.7, tolerance: 0.5 });
  });

  it('adds a program to trace', async () => {
    const page = await openNewQuestion('tracing');
    page.screen.type('Program', 'print(2)');
    page.screen.type('What it prints', '2');
    expect(await saved(page)).toMatchObject({
      tracing: { program: 'print(2)', does_compile: true, stdout: '2' },
    });
  });

  it('edits and removes a question', async () => {
    const page = await open();
    expect(page.screen.text).toContain('Answer: Familiarity');
    await page.click(page.screen.get('button', 'Edit question 1'));
    expect(page.screen.field('Question').value).toBe('What do you have?');
    page.screen.type('Question', 'What is it?');
    await page.click(page.screen.all('button', 'Save')[1] ?? page.screen.get('button', 'Save'));
    const request = await page.answer('PATCH', '/api/questions/question-1/', makeQuestion());
    expect(request.body).toMatchObject({ text: 'What is it?' });
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz());
    await page.click(page.screen.get('button', 'Remove question 1'));
    await page.click(page.screen.get('button', 'Remove'));
    await page.answer('DELETE', '/api/questions/question-1/', null, 204);
    await page.answer('GET', `/api/quizzes/${QUIZ_ID}/`, makeQuiz({ questions: [] }));
    expect(page.screen.text).toContain('No questions yet.');
  });

  it('shows what the server refuses about a question', async () => {
    const page = await openNewQuestion('single');
    await page.click(page.screen.all('button', 'Save')[1] ?? page.screen.get('button', 'Save'));
    await page.refuse('POST', '/api/questions/', 400, {
      code: 'invalid_question',
      detail: 'The question does not fit its kind.',
      errors: [{ field: 'text', code: 'blank', message: 'It has no text.' }],
    });
    expect(page.screen.text).toContain('It has no text.');
  });
});

function lessonTitles(page: Page): string[] {
  const links = page.screen.root.querySelectorAll('app-outline-editor a');
  return [...links].map((link) => link.textContent.trim());
}
