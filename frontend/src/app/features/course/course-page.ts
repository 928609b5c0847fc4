import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import { Format } from '../../core/format';
import { PageTitle } from '../../core/page-title';
import { CoverArt } from '../../ui/cover-art';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { ProgressBar } from '../../ui/progress-bar';
import { Prose } from '../../ui/prose';
import { Skeleton } from '../../ui/skeleton';
import { CourseEntry } from './course-entry';
import { CourseExit } from './course-exit';
import { CourseLearning } from './course-learning';
import { CourseNews } from './course-news';
import { CourseOutline } from './course-outline';

/** What a course offers, and the way into it. */
@Component({
  selector: 'app-course-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CourseEntry,
    CourseExit,
    CourseNews,
    CourseOutline,
    CoverArt,
    Icon,
    MatButtonModule,
    Plural,
    ProblemMessage,
    ProgressBar,
    Prose,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-page.html',
  styleUrl: './course-page.scss',
})
export class CoursePage {
  private readonly title = inject(PageTitle);
  protected readonly auth = inject(Auth);
  protected readonly format = inject(Format);
  protected readonly router = inject(Router);
  readonly id = input.required<string>();

  protected readonly learning = new CourseLearning(this.id);
  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly outline = apiResource('/api/courses/{id}/outline/', () => ({
    path: { id: this.id() },
  }));
  protected readonly isAuthor = computed(
    () => this.course.hasValue() && this.learning.isAuthor(this.course.value()),
  );
  /** The first lesson that is not completed, else the first one. */
  protected readonly nextLesson = computed(() => {
    const sections = this.outline.hasValue() ? this.outline.value().sections : [];
    const lessons = sections.flatMap((section) => section.lessons);
    return lessons.find((lesson) => !this.learning.completed().has(lesson.id)) ?? lessons[0];
  });

  constructor() {
    effect(() => {
      if (this.course.hasValue()) this.title.show(this.course.value().title);
    });
  }
}
