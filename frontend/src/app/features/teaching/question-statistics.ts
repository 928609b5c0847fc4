import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Quiz } from '../../core/models';
import { Prose } from '../../ui/prose';
import { ResourceState } from '../../ui/resource-state';

type Statistics = Schemas['QuestionStatistics'];
/** Below it a question hardly tells those who know from those who do not (Ebel, 1972). */
const WEAK = 0.2;

/** How each question did: how easy it was, whether it tells apart, and what was chosen. */
@Component({
  selector: 'app-question-statistics',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Prose, ResourceState, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (statistics.hasValue()) {
        @let it = statistics.value();
        <p class="muted">{{ t('results.attempts', { count: format.number(it.attempts) }) }}</p>
        <details class="mb-3">
          <summary>{{ t('results.whatIs') }}</summary>
          <p class="mt-2 mb-1">{{ t('results.facilityHint') }}</p>
          <p>{{ t('results.discriminationHint') }}</p>
        </details>
        @for (question of it.questions; track question.question) {
          <section
            class="panel mb-3"
            [attr.aria-label]="t('quiz.question', { number: $index + 1 })"
          >
            <p class="small muted mb-1">
              {{ t('quiz.question', { number: $index + 1 }) }} · {{ t('kind.' + question.kind) }} ·
              {{ t('results.count', { count: format.number(question.count) }) }}
            </p>
            <app-prose [html]="texts().get(question.question) ?? ''" />
            <dl>
              <div>
                <dt>{{ t('results.facility') }}</dt>
                <dd>{{ share(question.facility) ?? t('results.tooFew') }}</dd>
              </div>
              <div>
                <dt>{{ t('results.discrimination') }}</dt>
                <dd>
                  {{
                    question.discrimination === null
                      ? t('results.tooFew')
                      : format.number(question.discrimination)
                  }}
                </dd>
              </div>
            </dl>
            @if (doubt(question); as key) {
              <p class="doubt">{{ t('results.doubt.' + key) }}</p>
            }
            @if (question.choices.length) {
              <div class="table-box">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{{ t('results.choice') }}</th>
                      <th scope="col">{{ t('results.chosen') }}</th>
                    </tr>
                  </thead>
                  <tbody>
                    @for (choice of question.choices; track choice.id) {
                      <tr>
                        <th scope="row">
                          <bdi>{{ choice.text }}</bdi>
                          @if (choice.is_correct) {
                            <span class="chip good ms-2">{{ t('quiz.right') }}</span>
                          }
                        </th>
                        <td>
                          {{ format.number(choice.count) }}
                          @if (question.count) {
                            <span class="muted"
                              >({{ format.percent((100 * choice.count) / question.count) }})</span
                            >
                          }
                        </td>
                      </tr>
                    }
                  </tbody>
                </table>
              </div>
            }
          </section>
        } @empty {
          <p class="muted">{{ t('studio.noQuestions') }}</p>
        }
      }
      <app-resource-state [of]="statistics" />
    </ng-container>
  `,
  styleUrl: '../../ui/figures.scss',
  styles: `
    summary {
      cursor: pointer;
    }

    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 2rem;
      margin-block: 1rem;
    }

    dt {
      font-size: 0.875rem;
      font-weight: 400;
      color: var(--mat-sys-on-surface-variant);
    }

    dd {
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }

    .doubt {
      padding: 0.5rem 0.75rem;
      border-radius: 8px;
      color: var(--mat-sys-on-error-container);
      background: var(--mat-sys-error-container);
    }
  `,
})
export class QuestionStatistics {
  protected readonly format = inject(Format);
  readonly quiz = input.required<Quiz>();
  protected readonly statistics = apiResource('/api/quizzes/{id}/statistics/', () => ({
    path: { id: this.quiz().id },
  }));
  protected readonly texts = computed(
    () => new Map(this.quiz().questions.map(({ id, text_html }) => [id, text_html])),
  );

  protected share(facility: number | null): string | null {
    return facility === null ? null : this.format.percent(100 * facility);
  }

  /** Why a question should be looked at again, if it should. */
  protected doubt({ discrimination }: Statistics): 'negative' | 'weak' | null {
    if (discrimination === null || discrimination >= WEAK) return null;
    return discrimination < 0 ? 'negative' : 'weak';
  }
}
