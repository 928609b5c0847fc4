import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import { PageTitle } from '../../core/page-title';
import { asProblem } from '../../core/problem';
import { Condition, Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { CourseChecklist } from './course-checklist';
import { CourseDetails } from './course-details';
import { CourseErasure } from './course-erasure';
import { CourseFilling } from './course-filling';
import { CourseImage } from './course-image';
import { EnrollmentSettings } from './enrollment-settings';
import { LessonRules } from './lesson-rules';
import { OutlineEditor } from './outline-editor';
import { ProblemLinks } from './problem-links';

/** A course in the making: its details, its outline, and whether it is public. */
@Component({
  selector: 'app-course-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    CourseChecklist,
    CourseDetails,
    CourseErasure,
    CourseFilling,
    CourseImage,
    EnrollmentSettings,
    LessonRules,
    MatButtonModule,
    OutlineEditor,
    ProblemLinks,
    ResourceState,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './course-editor.html',
  styleUrl: '../../ui/forms.scss',
})
export class CourseEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly auth = inject(Auth);
  readonly id = input.required<string>();
  /** Of a copy that is being filled: how many lessons it will have. */
  readonly lessons = input<string>();

  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly isAdmin = computed(() => !!this.auth.user()?.roles.includes('admin'));
  protected readonly expected = computed(() => Number(this.lessons()) || 0);
  protected readonly isFilling = computed(
    () => this.course.hasValue() && this.course.value().lesson_count < this.expected(),
  );
  protected readonly saving = new Saving();
  /** What keeps the course from being published. */
  protected readonly problems = computed(() => asProblem(this.saving.problem()).problems);

  constructor() {
    effect(() => {
      if (this.course.hasValue()) this.title.show(this.course.value().title);
    });
  }

  protected async publish() {
    await this.change('studio.published', async (path) => {
      this.course.set(await this.api.post('/api/courses/{id}/publish/', undefined, { path }));
    });
  }

  protected async archive() {
    await this.change('studio.archived', async (path) => {
      this.course.set(await this.api.post('/api/courses/{id}/archive/', undefined, { path }));
    });
  }

  /** Begins with a draft that is there at once; what it holds comes from the worker. */
  protected async copy() {
    if (!this.course.hasValue()) return;
    const { lesson_count: lessons } = this.course.value();
    await this.change('copying.copied', async (path) => {
      const { id } = await this.api.post('/api/courses/{id}/copy/', undefined, { path });
      await this.router.navigate(['/studio/courses', id], { queryParams: { lessons } });
    });
  }

  protected async remove() {
    await this.change('studio.removed', async (path, header) => {
      await this.api.delete('/api/courses/{id}/', { path, header });
      await this.router.navigateByUrl('/studio');
    });
  }

  private async change(
    done: string,
    send: (path: { id: string }, header: Condition) => Promise<void>,
  ) {
    if (!this.course.hasValue()) return;
    const { id, version } = this.course.value();
    const isDone = await this.saving.write(version, (header) => send({ id }, header));
    if (isDone) this.toasts.show(this.transloco.translate(done));
  }
}
