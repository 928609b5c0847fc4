import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { PageTitle } from '../../core/page-title';
import { PublishProblem, asProblem } from '../../core/problem';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { CourseDetails } from './course-details';
import { OutlineEditor } from './outline-editor';

/** A course in the making: its details, its outline, and whether it is public. */
@Component({
  selector: 'app-course-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    CourseDetails,
    MatButtonModule,
    OutlineEditor,
    ProblemMessage,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './course-editor.html',
  styleUrl: './studio.scss',
})
export class CourseEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<unknown>(null);
  /** What keeps the course from being published. */
  protected readonly problems = signal<readonly PublishProblem[]>([]);

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

  protected async remove() {
    await this.change('studio.removed', async (path) => {
      await this.api.delete('/api/courses/{id}/', { path });
      await this.router.navigateByUrl('/studio');
    });
  }

  private async change(done: string, send: (path: { id: string }) => Promise<void>) {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    this.problems.set([]);
    try {
      await send({ id: this.id() });
      this.toasts.show(this.transloco.translate(done));
    } catch (error) {
      const { problems } = asProblem(error);
      this.problems.set(problems);
      if (problems.length === 0) this.refusal.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
