import { ChangeDetectionStrategy, Component, effect, inject, input, output } from '@angular/core';
import {
  FormControl,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas } from '../../core/api';
import type { Quiz } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

type Feedback = Schemas['FeedbackEnum'];
type Grading = Schemas['GradingEnum'];
const FEEDBACK: readonly Feedback[] = ['after_submit', 'after_closing', 'score_only', 'never'];
const GRADING: readonly Grading[] = ['best', 'last', 'average'];
const MINUTE_S = 60;

/** How a quiz is taken and what it tells. */
@Component({
  selector: 'app-quiz-settings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './quiz-settings.html',
  styleUrl: '../../ui/forms.scss',
})
export class QuizSettings {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly quiz = input.required<Quiz>();
  readonly saved = output<Quiz>();
  readonly newerWanted = output();

  protected readonly feedbackPolicies = FEEDBACK;
  protected readonly gradingPolicies = GRADING;
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    pass_mark: [0, [Validators.required, Validators.min(0), Validators.max(100)]],
    required: [true],
    minutes: new FormControl<number | null>(null, [Validators.min(1), Validators.max(1440)]),
    attempts_allowed: new FormControl<number | null>(null, Validators.min(1)),
    draw: new FormControl<number | null>(null, Validators.min(1)),
    shuffle: [false],
    feedback: new FormControl<Feedback>('after_submit', { nonNullable: true }),
    closes_at: [''],
    grading: new FormControl<Grading>('best', { nonNullable: true }),
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    effect(() => {
      const { time_limit_s, closes_at, ...rest } = this.quiz();
      const minutes = time_limit_s === null ? null : Math.round(time_limit_s / MINUTE_S);
      this.form.reset({ ...rest, minutes, closes_at: localTime(closes_at) });
    });
  }

  protected async save() {
    if (this.form.invalid) return;
    const { minutes, closes_at, ...rest } = this.form.getRawValue();
    const body = {
      ...rest,
      time_limit_s: minutes === null ? null : minutes * MINUTE_S,
      closes_at: closes_at ? new Date(closes_at).toISOString() : null,
    };
    const { id, version } = this.quiz();
    const isSaved = await this.saving.write(version, async (header) => {
      this.saved.emit(await this.api.patch('/api/quizzes/{id}/', body, { path: { id }, header }));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }
}

/** A point in time as the browser's field for date and time takes it: local, without a zone. */
function localTime(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_S * 1000)
    .toISOString()
    .slice(0, 16);
}
