import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Pagination } from '../../ui/pagination';
import { ResourceState } from '../../ui/resource-state';

const PAGE_SIZE = 20;

/** Who has handed in a quiz, newest first; each leads to the attempt. */
@Component({
  selector: 'app-quiz-attempts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pagination, ResourceState, RouterLink, TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="attempts">
      <h2 id="attempts" class="mb-3">{{ t('results.handedIn') }}</h2>
      @if (submissions.hasValue()) {
        <ul class="plain-list rows">
          @for (submission of submissions.value().results; track submission.id) {
            <li>
              <div>
                <a [routerLink]="['/teaching/attempts', submission.id]">{{
                  t('results.attemptOf', {
                    name: submission.student?.name,
                    number: submission.number,
                  })
                }}</a>
                <p class="small muted mb-0">{{ format.since(submission.submitted_at) }}</p>
              </div>
              @if (submission.percentage === null) {
                <span class="chip">{{ t('quiz.waiting') }}</span>
              } @else {
                <span class="chip" [class.good]="submission.passed">{{
                  format.percent(submission.percentage)
                }}</span>
              }
            </li>
          } @empty {
            <li class="muted">{{ t('results.none') }}</li>
          }
        </ul>
        <app-pagination
          [page]="pageNumber()"
          [count]="submissions.value().count"
          [pageSize]="pageSize"
        />
      }
      <app-resource-state [of]="submissions" />
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class QuizAttempts {
  protected readonly format = inject(Format);
  readonly quizId = input.required<string>();
  readonly page = input<string>();
  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly submissions = apiResource('/api/quiz-submissions/', () => ({
    query: { quiz: this.quizId(), page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
}
