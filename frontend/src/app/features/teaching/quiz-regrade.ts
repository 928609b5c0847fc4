import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { SavingMessage } from '../../ui/saving-message';

type Preview = Schemas['RegradePreview'];

/** Grades a quiz again after its key has changed: first who would change, then it is done. */
@Component({
  selector: 'app-quiz-regrade',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="regrade">
      <h2 id="regrade" class="mb-2">{{ t('regrade.heading') }}</h2>
      <p class="muted">{{ t('regrade.lead') }}</p>
      <app-saving-message [saving]="saving" />
      <div role="status">
        @if (preview(); as seen) {
          <p>
            {{
              t('regrade.changes', {
                count: format.number(seen.changes.length),
                checked: format.number(seen.checked),
              })
            }}
          </p>
        }
      </div>
      @if (preview(); as seen) {
        <ul class="plain-list rows mb-3">
          @for (change of seen.changes; track change.attempt) {
            <li>
              <a [routerLink]="['/teaching/attempts', change.attempt]">{{
                t('results.attemptOf', {
                  name: change.student?.name ?? t('results.gone'),
                  number: change.number,
                })
              }}</a>
              <span>
                {{
                  t('regrade.change', {
                    before: percentage(change.before),
                    after: percentage(change.after),
                  })
                }}
                @if (change.before.passed !== change.after.passed) {
                  <span class="chip" [class.good]="change.after.passed">{{
                    t(change.after.passed ? 'quiz.history.passed' : 'quiz.history.failed')
                  }}</span>
                }
              </span>
            </li>
          }
        </ul>
        @if (seen.next_after) {
          <button
            matButton
            type="button"
            [disabled]="saving.isBusy()"
            disabledInteractive
            (click)="look(seen)"
          >
            {{ t('regrade.more') }}
          </button>
        }
        @if (seen.changes.length || seen.next_after) {
          <form class="form-stack" (submit)="$event.preventDefault(); apply(reason.value.trim())">
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('regrade.reason') }}</mat-label>
              <input #reason matInput dir="auto" maxlength="500" autocomplete="off" />
            </mat-form-field>
            <div>
              <button
                matButton="filled"
                type="submit"
                [disabled]="saving.isBusy()"
                disabledInteractive
              >
                {{ t('regrade.apply') }}
              </button>
            </div>
          </form>
        }
      } @else {
        <button
          matButton="tonal"
          type="button"
          [disabled]="saving.isBusy()"
          disabledInteractive
          (click)="look()"
        >
          {{ t('regrade.look') }}
        </button>
      }
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class QuizRegrade {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly quizId = input.required<string>();
  protected readonly saving = new Saving();
  /** What was looked at so far; null before. */
  protected readonly preview = signal<Preview | null>(null);

  /** Looks at the first attempts, or at those that come after what was seen. */
  protected async look(seen?: Preview) {
    const path = { id: this.quizId() };
    const body = { apply: false, after: seen?.next_after ?? null };
    await this.saving.attempt(async () => {
      const more = await this.api.post('/api/quizzes/{id}/regrade/', body, { path });
      if (more) this.show(more, seen);
    });
  }

  protected async apply(reason: string) {
    const path = { id: this.quizId() };
    const body = { apply: true, reason };
    const send = () => this.api.post('/api/quizzes/{id}/regrade/', body, { path });
    if (!(await this.saving.attempt(send))) return;
    this.preview.set(null);
    this.toasts.show(this.transloco.translate('regrade.applied'));
  }

  protected percentage({ percentage }: Schemas['ResultSummary']): string {
    return percentage === null
      ? this.transloco.translate('quiz.waiting')
      : this.format.percent(percentage);
  }

  private show(more: Preview, seen?: Preview) {
    this.preview.set({
      checked: (seen?.checked ?? 0) + more.checked,
      changes: [...(seen?.changes ?? []), ...more.changes],
      next_after: more.next_after,
    });
  }
}
