import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Format } from '../../core/format';
import type { Submission } from '../../core/models';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';

/** The attempts of a course whose essays wait for a person, the oldest first. */
@Component({
  selector: 'app-grading-queue',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProblemMessage, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="to-grade">
      <h2 id="to-grade" class="mb-3">{{ t('grading.queue') }}</h2>
      @if (pending.error(); as error) {
        <app-problem-message [error]="error" (retry)="pending.reload()" />
      } @else if (pending.hasValue()) {
        <ul class="plain-list rows">
          @for (row of pending.value(); track row.submission.id) {
            <li>
              <div>
                <a dir="auto" [routerLink]="['/teaching/attempts', row.submission.id]">{{
                  t('grading.of', { name: row.submission.student?.name, quiz: row.quiz })
                }}</a>
                <p class="small muted mb-0">{{ format.since(row.submission.submitted_at) }}</p>
              </div>
            </li>
          } @empty {
            <li class="muted">{{ t('grading.none') }}</li>
          }
        </ul>
      } @else {
        <app-skeleton />
      }
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class GradingQueue {
  private readonly api = inject(Api);
  protected readonly format = inject(Format);
  readonly courseId = input.required<string>();
  protected readonly pending = resource({
    params: () => this.courseId(),
    loader: ({ params }) => this.load(params),
  });

  private async load(course: string): Promise<{ quiz: string; submission: Submission }[]> {
    const quizzes = await this.api.getAll('/api/quizzes/', { query: { course } });
    const withEssays = quizzes.filter(({ questions }) =>
      questions.some(({ kind }) => kind === 'essay'),
    );
    const rows = await Promise.all(
      withEssays.map(async ({ id, title }) => {
        const all = await this.api.getAll('/api/quiz-submissions/', { query: { quiz: id } });
        return all.map((submission) => ({ quiz: title, submission }));
      }),
    );
    return rows
      .flat()
      .filter(({ submission }) => submission.state === 'pending')
      .sort((a, b) => a.submission.submitted_at.localeCompare(b.submission.submitted_at));
  }
}
