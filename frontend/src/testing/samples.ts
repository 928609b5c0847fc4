/** Wire objects for tests: valid as they are, with what matters to a test overridden. */
import type {
  Attempt,
  Course,
  CourseProgress,
  Enrollment,
  Lesson,
  Notification,
  Outline,
  Question,
  Quiz,
  Standing,
  Submission,
  User,
} from '../app/core/models';

export const COURSE_ID = '64b000000000000000000001';
export const LESSON_ID = '64b000000000000000000011';
const WHEN = '2026-03-04T10:00:00.000Z';

export function makeUser(given: Partial<User> = {}): User {
  return {
    id: '64b0000000000000000000aa',
    username: 'ada',
    email: 'ada@example.org',
    name: 'Ada',
    roles: ['student'],
    is_student: true,
    is_instructor: false,
    bio: '',
    profile_picture: '',
    locale: 'en',
    timezone: 'Europe/Berlin',
    date_joined: WHEN,
    ...given,
  };
}

export function makeCourse(given: Partial<Course> = {}): Course {
  return {
    id: COURSE_ID,
    title: 'How to Study Well',
    slug: 'how-to-study',
    summary: 'Ten short lessons.',
    description: 'Bring one subject.',
    description_html: '<p>Bring one subject.</p>',
    instructor: { id: '64b0000000000000000000bb', name: 'Grace' },
    category: { id: '64b0000000000000000000cc', name: 'Learning skills', slug: 'learning-skills' },
    level: 'beginner',
    language: 'en',
    tags: ['memory'],
    price: '0.00',
    currency: 'EUR',
    image: '',
    image_variants: [],
    status: 'published',
    published: true,
    lesson_count: 3,
    duration_minutes: 65,
    enrollment_count: 7,
    version: 1,
    created_at: WHEN,
    updated_at: WHEN,
    ...given,
  };
}

export function makeOutline(given: Partial<Outline> = {}): Outline {
  const lesson = (number: number, title: string, preview = false) => ({
    id: `64b00000000000000000001${number}`,
    title,
    kind: 'text' as const,
    minutes: 20,
    preview,
    quizzes: [],
  });
  return {
    course: COURSE_ID,
    version: 1,
    sections: [
      {
        id: '64b0000000000000000000d1',
        title: 'How learning works',
        lessons: [lesson(1, 'Feeling ready', true), lesson(2, 'Forgetting')],
      },
      {
        id: '64b0000000000000000000d2',
        title: 'Habits',
        lessons: [lesson(3, 'Test yourself')],
      },
    ],
    ...given,
  };
}

export function makeCourseProgress(given: Partial<CourseProgress> = {}): CourseProgress {
  return { completed: 1, total: 3, percentage: 33, milestones: [25], ...given };
}

export function makeEnrollment(given: Partial<Enrollment> = {}): Enrollment {
  return {
    id: '64b0000000000000000000e1',
    student: { id: '64b0000000000000000000aa', name: 'Ada' },
    course: { id: COURSE_ID, title: 'How to Study Well', slug: 'how-to-study', image: '' },
    enrolled_at: WHEN,
    status: 'active',
    last_lesson: LESSON_ID,
    progress: makeCourseProgress(),
    ...given,
  };
}

export function makeLesson(given: Partial<Lesson> = {}): Lesson {
  return {
    id: LESSON_ID,
    course: COURSE_ID,
    section: '64b0000000000000000000d1',
    title: 'Feeling ready',
    kind: 'text',
    content_html: '<p>Draw a coin from memory.</p>',
    video_url: '',
    captions: [],
    attachments: [],
    minutes: 20,
    preview: true,
    quizzes: [],
    previous: null,
    next: { id: '64b000000000000000000012', title: 'Forgetting' },
    version: 1,
    ...given,
  };
}

export function makeNotification(given: Partial<Notification> = {}): Notification {
  return {
    id: '64b0000000000000000000f1',
    seq: 1,
    kind: 'enrolled',
    message: 'You are enrolled in How to Study Well.',
    data: { course: COURSE_ID },
    is_read: false,
    created_at: WHEN,
    ...given,
  };
}

export function makePageOf<T>(results: T[], given: { count?: number } = {}) {
  return { count: given.count ?? results.length, next: null, previous: null, results };
}

export const QUIZ_ID = '64b000000000000000000021';

export function makeQuestion(given: Partial<Question> = {}): Question {
  return {
    id: 'question-1',
    kind: 'single',
    text: 'What do you have?',
    text_html: '<p>What do you have?</p>',
    points: 1,
    choices: [
      { id: 'choice-1', question: 'question-1', text: 'Recall', text_html: 'Recall' },
      { id: 'choice-2', question: 'question-1', text: 'Familiarity', text_html: 'Familiarity' },
    ],
    ...given,
  };
}

export function makeQuiz(given: Partial<Quiz> = {}): Quiz {
  return {
    id: QUIZ_ID,
    lesson: LESSON_ID,
    course: COURSE_ID,
    title: 'Knowing',
    pass_mark: 70,
    shuffle: false,
    draw: null,
    feedback: 'after_submit',
    closes_at: null,
    grading: 'best',
    time_limit_s: null,
    attempts_allowed: null,
    required: true,
    version: 1,
    created_at: WHEN,
    questions: [makeQuestion()],
    ...given,
  };
}

export function makeSubmission(given: Partial<Submission> = {}): Submission {
  return {
    id: '64b000000000000000000031',
    quiz: QUIZ_ID,
    quiz_title: 'Knowing',
    number: 1,
    state: 'graded',
    score: 1,
    max_score: 1,
    percentage: 100,
    passed: true,
    submitted_at: WHEN,
    results: [
      { question: 'question-1', score: 1, max_score: 1, correct: true, feedback: '<p>Yes.</p>' },
    ],
    course_progress: makeCourseProgress(),
    ...given,
  };
}

/** Ten minutes from its start, of which none has passed. */
export function makeAttempt(given: Partial<Attempt> = {}): Attempt {
  return {
    id: '64b000000000000000000041',
    quiz: QUIZ_ID,
    number: 1,
    state: 'open',
    started_at: '2020-01-01T00:00:00.000Z',
    deadline: '2020-01-01T00:10:00.000Z',
    server_now: '2020-01-01T00:00:00.000Z',
    seq: 0,
    questions: [makeQuestion()],
    answers: [],
    result: null,
    ...given,
  };
}

export function makeStanding(given: Partial<Standing> = {}): Standing {
  return {
    attempts_used: 0,
    attempts_left: 3,
    open_attempt: null,
    extra_time_s: 0,
    percentage: null,
    passed: null,
    ...given,
  };
}
