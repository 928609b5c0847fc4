import { Signal, computed, inject, resource } from '@angular/core';
import { Api, apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import type { Course, CourseProgress } from '../../core/models';

const PAGE_SIZE = 100;

/** Where the signed-in person stands in a course. Made in a component; shows nothing itself. */
export class CourseLearning {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  private readonly enrollments = apiResource('/api/enrollments/', () =>
    this.auth.isSignedIn()
      ? { query: { course: this.courseId(), page_size: PAGE_SIZE } }
      : undefined,
  );
  private readonly rows = resource({
    params: () => (this.enrollment() ? this.courseId() : undefined),
    loader: ({ params: course }) => this.api.getAll('/api/progress/', { query: { course } }),
  });

  /** The person's own place, or that in the queue: an author's list also holds those of others. */
  private readonly place = computed(() => {
    const user = this.auth.user();
    if (!user || !this.enrollments.hasValue()) return null;
    return this.enrollments.value().results.find((each) => each.student.id === user.id) ?? null;
  });
  readonly waiting = computed(() => (this.place()?.status === 'waiting' ? this.place() : null));
  readonly enrollment = computed(() => (this.waiting() ? null : this.place()));
  readonly progress = computed(() => this.enrollment()?.progress ?? null);
  readonly completed = computed<ReadonlySet<string>>(() => {
    const rows = this.rows.hasValue() ? this.rows.value() : [];
    return new Set(rows.filter((row) => row.completed).map((row) => row.lesson));
  });
  /** Whether it is known if the person is enrolled. */
  readonly isKnown = computed(
    () => this.auth.isRestored() && (!this.auth.isSignedIn() || !this.enrollments.isLoading()),
  );

  constructor(private readonly courseId: Signal<string>) {}

  /** Whether the person wrote the course, or administers all of them. */
  isAuthor(course: Pick<Course, 'instructor'>): boolean {
    const user = this.auth.user();
    return !!user && (user.id === course.instructor.id || user.roles.includes('admin'));
  }

  /** @throws ProblemError for example with code `payment_required`. */
  async enroll(code = '') {
    const body = { course: this.courseId(), ...(code && { code }) };
    const enrollment = await this.api.post('/api/enrollments/', body);
    this.enrollments.update((page) => page && { ...page, results: [...page.results, enrollment] });
  }

  /** Gives up the place, or that in the queue; the progress is kept for a return. */
  async leave() {
    const id = this.place()?.id;
    if (!id) return;
    await this.api.delete('/api/enrollments/{id}/', { path: { id } });
    this.enrollments.update(
      (page) => page && { ...page, results: page.results.filter((each) => each.id !== id) },
    );
  }

  /** @throws ProblemError with code `quiz_required` while a required quiz is not passed. */
  async complete(lesson: string) {
    const row = await this.api.post('/api/progress/', { lesson, completed: true });
    this.rows.update((rows) => [...(rows ?? []).filter((each) => each.lesson !== lesson), row]);
    this.showProgress(row.course_progress);
  }

  /** Takes over what a graded quiz says about the course, and asks which lessons that completed. */
  passedQuiz(progress: CourseProgress) {
    this.showProgress(progress);
    this.rows.reload();
  }

  private showProgress(progress: CourseProgress) {
    const own = this.enrollment()?.id;
    this.enrollments.update(
      (page) =>
        page && {
          ...page,
          results: page.results.map((each) => (each.id === own ? { ...each, progress } : each)),
        },
    );
  }
}
