import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { ResourceState } from '../../ui/resource-state';

/** The attempts of a course whose essays wait for a person, the oldest first; graded ones make room for later ones. */
@Component({
  selector: 'app-grading-queue',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ResourceState, RouterLink, TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="to-grade">
      <h2 id="to-grade" class="mb-3">{{ t('grading.queue') }}</h2>
      @if (pending.hasValue()) {
        @let page = pending.value();
        <ul class="plain-list rows">
          @for (submission of page.results; track submission.id) {
            <li>
              <div>
                <a dir="auto" [routerLink]="['/teaching/attempts', submission.id]">{{
                  t('grading.of', { name: submission.student?.name, quiz: submission.quiz_title })
                }}</a>
                <p class="small muted mb-0">{{ format.since(submission.submitted_at) }}</p>
              </div>
            </li>
          } @empty {
            <li class="muted">{{ t('grading.none') }}</li>
          }
        </ul>
        @if (page.next) {
          <p class="small muted mb-0">
            {{ t('grading.oldest', { shown: page.results.length, count: page.count }) }}
          </p>
        }
      }
      <app-resource-state [of]="pending" />
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class GradingQueue {
  protected readonly format = inject(Format);
  readonly courseId = input.required<string>();
  protected readonly pending = apiResource('/api/quiz-submissions/', () => ({
    query: { course: this.courseId(), state: 'pending' as const },
  }));
}
