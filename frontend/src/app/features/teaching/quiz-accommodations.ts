import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ControlError } from '../../ui/control-error';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

type Accommodation = Schemas['Accommodation'];
const MINUTE_S = 60;
const WEEK_MIN = 10_080;
const NOTHING = { extra_time_s: 0, extra_attempts: 0 };

/** What single learners get beyond what a quiz allows: more time, more attempts. */
@Component({
  selector: 'app-quiz-accommodations',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    ResourceState,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="accommodations">
      <h2 id="accommodations" class="mb-2">{{ t('accommodation.heading') }}</h2>
      <p class="muted">{{ t('accommodation.lead') }}</p>
      <app-saving-message [saving]="saving" />
      @if (accommodations.hasValue()) {
        <ul class="plain-list rows mb-3">
          @for (given of shown(); track given.student?.id) {
            <li>
              <div>
                <span dir="auto">{{ given.student?.name ?? t('results.gone') }}</span>
                <p class="small muted mb-0">
                  {{
                    t('accommodation.given', {
                      time: format.duration(minutes(given)),
                      attempts: format.number(given.extra_attempts),
                    })
                  }}
                </p>
              </div>
              @if (given.student; as student) {
                <app-confirm-button
                  [label]="t('studio.remove', { title: student.name })"
                  (confirmed)="takeBack(student.id)"
                />
              }
            </li>
          } @empty {
            <li class="muted">{{ t('accommodation.none') }}</li>
          }
        </ul>
      }
      <app-resource-state [of]="accommodations" />
      <form class="form-stack" [formGroup]="form" (ngSubmit)="give()">
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('teaching.who') }}</mat-label>
          <input matInput dir="ltr" autocomplete="off" formControlName="student" />
          <mat-error>{{ form.controls.student.errors | controlError }}</mat-error>
        </mat-form-field>
        <div class="pair">
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('accommodation.minutes') }}</mat-label>
            <input matInput type="number" min="0" formControlName="minutes" />
            <mat-error>{{ form.controls.minutes.errors | controlError }}</mat-error>
          </mat-form-field>
          <mat-form-field appearance="outline" subscriptSizing="dynamic">
            <mat-label>{{ t('accommodation.attempts') }}</mat-label>
            <input matInput type="number" min="0" formControlName="extra_attempts" />
            <mat-error>{{ form.controls.extra_attempts.errors | controlError }}</mat-error>
          </mat-form-field>
        </div>
        <div>
          <button matButton="tonal" type="submit" [disabled]="saving.isBusy()" disabledInteractive>
            {{ t('accommodation.give') }}
          </button>
        </div>
      </form>
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class QuizAccommodations {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly quizId = input.required<string>();
  protected readonly accommodations = apiResource('/api/quizzes/{id}/accommodations/', () => ({
    path: { id: this.quizId() },
    query: { page_size: 100 },
  }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    student: ['', Validators.required],
    minutes: [0, [Validators.required, Validators.min(0), Validators.max(WEEK_MIN)]],
    extra_attempts: [0, [Validators.required, Validators.min(0), Validators.max(100)]],
  });
  protected readonly saving = new Saving(this.form);

  /** Those that were not taken back. */
  protected shown(): Accommodation[] {
    const all = this.accommodations.hasValue() ? this.accommodations.value().results : [];
    return all.filter((given) => given.extra_time_s > 0 || given.extra_attempts > 0);
  }

  protected minutes({ extra_time_s }: Accommodation): number {
    return Math.round(extra_time_s / MINUTE_S);
  }

  protected async give() {
    const { student, minutes, extra_attempts } = this.form.getRawValue();
    const extra = { extra_time_s: Math.round(minutes * MINUTE_S), extra_attempts };
    const send = () => this.set({ student: student.trim(), ...extra });
    if (!(await this.saving.submit(send))) return;
    this.form.reset();
    this.toasts.show(this.transloco.translate('studio.saved'));
  }

  protected async takeBack(student: string) {
    await this.saving.attempt(() => this.set({ student, ...NOTHING }));
  }

  private async set(body: Schemas['AccommodationWrite']) {
    const path = { id: this.quizId() };
    await this.api.post('/api/quizzes/{id}/accommodations/', body, { path });
    this.accommodations.reload();
  }
}
