import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
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
import { Api } from '../../core/api';
import { Format } from '../../core/format';
import type { Attempt } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { Prose } from '../../ui/prose';
import { SavingMessage } from '../../ui/saving-message';

/** What an attempt came to, how that changed and why, and a way to decide otherwise. */
@Component({
  selector: 'app-attempt-record',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Prose,
    ReactiveFormsModule,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './attempt-record.html',
  styleUrl: '../../ui/forms.scss',
})
export class AttemptRecord {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly attempt = input.required<Attempt>();
  readonly changed = output<Attempt>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    score: new FormControl<number | null>(null, [Validators.required, Validators.min(0)]),
    reason: ['', [Validators.required, Validators.maxLength(500)]],
  });
  protected readonly saving = new Saving(this.form);
  /** The questions with what was given for each. */
  protected readonly rows = computed(() => {
    const results = new Map(this.attempt().result?.results.map((each) => [each.question, each]));
    return this.attempt().questions.map((question) => ({
      question,
      result: results.get(question.id),
    }));
  });

  protected async override() {
    this.form.markAllAsTouched();
    const { score, reason } = this.form.getRawValue();
    const path = { id: this.attempt().id };
    const isSaved = await this.saving.submit(async () => {
      const body = { score: score ?? 0, reason };
      this.changed.emit(await this.api.post('/api/attempts/{id}/override/', body, { path }));
    });
    if (!isSaved) return;
    this.form.reset();
    this.toasts.show(this.transloco.translate('attempt.overridden'));
  }

  protected share(percentage: number | null): string {
    return percentage === null
      ? this.transloco.translate('quiz.waiting')
      : this.format.percent(percentage);
  }
}
