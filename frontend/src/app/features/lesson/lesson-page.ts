import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import { Format } from '../../core/format';
import type { Submission } from '../../core/models';
import { PageTitle } from '../../core/page-title';
import { UnreadNotifications } from '../../core/unread-notifications';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { ProgressBar } from '../../ui/progress-bar';
import { Prose } from '../../ui/prose';
import { Skeleton } from '../../ui/skeleton';
import { VideoPlayer } from '../../ui/video-player';
import { CourseLearning } from '../course/course-learning';
import { CourseOutline } from '../course/course-outline';
import { QuizForm } from '../quiz/quiz-form';
import { AttachmentList } from './attachment-list';
import { BookmarkButton } from './bookmark-button';
import { LessonNotes } from './lesson-notes';
import { lessonParts } from './lesson-parts';

/** A lesson to be read, with its quizzes and the course around it. */
@Component({
  selector: 'app-lesson-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttachmentList,
    BookmarkButton,
    CourseOutline,
    Icon,
    LessonNotes,
    MatButtonModule,
    ProblemMessage,
    ProgressBar,
    Prose,
    QuizForm,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    VideoPlayer,
  ],
  templateUrl: './lesson-page.html',
  styleUrl: './lesson-page.scss',
})
export class LessonPage {
  private readonly title = inject(PageTitle);
  private readonly unread = inject(UnreadNotifications);
  protected readonly auth = inject(Auth);
  protected readonly format = inject(Format);
  protected readonly router = inject(Router);
  readonly id = input.required<string>();
  readonly lessonId = input.required<string>();

  protected readonly learning = new CourseLearning(this.id);
  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly outline = apiResource('/api/courses/{id}/outline/', () => ({
    path: { id: this.id() },
  }));
  protected readonly lesson = apiResource('/api/lessons/{id}/', () => ({
    path: { id: this.lessonId() },
  }));
  protected readonly parts = computed(() => {
    if (!this.lesson.hasValue()) return [];
    const { content_html: html, quizzes } = this.lesson.value();
    return lessonParts(
      html,
      quizzes.map((quiz) => quiz.id),
    );
  });
  protected readonly isAuthor = computed(
    () => this.course.hasValue() && this.learning.isAuthor(this.course.value()),
  );
  protected readonly isCompleted = computed(() => this.learning.completed().has(this.lessonId()));
  /** Then passing is what completes the lesson. */
  protected readonly hasRequiredQuiz = computed(
    () => this.lesson.hasValue() && this.lesson.value().quizzes.some((quiz) => quiz.required),
  );
  protected readonly isBusy = signal(false);
  protected readonly refusal = linkedSignal<string, unknown>({
    source: this.lessonId,
    computation: () => null,
  });

  constructor() {
    effect(() => {
      if (this.lesson.hasValue()) this.title.show(this.lesson.value().title);
    });
  }

  protected async complete() {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      await this.learning.complete(this.lessonId());
      await this.unread.refresh();
    } catch (error) {
      this.refusal.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }

  protected async takeResult(submission: Submission) {
    if (!this.learning.enrollment()) return;
    this.learning.passedQuiz(submission.course_progress);
    await this.unread.refresh();
  }
}
