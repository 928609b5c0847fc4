import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
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
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ControlError } from '../../ui/control-error';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

const POLICIES: readonly Schemas['PolicyEnum'][] = ['open', 'code', 'closed'];

/** Who may join a course: how, how many, and with which codes. */
@Component({
  selector: 'app-enrollment-settings',
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
  templateUrl: './enrollment-settings.html',
  styleUrl: '../../ui/forms.scss',
})
export class EnrollmentSettings {
  private readonly api = inject(Api);
  private readonly builder = inject(NonNullableFormBuilder);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly courseId = input.required<string>();

  protected readonly policies = POLICIES;
  protected readonly rules = apiResource('/api/courses/{id}/enrollment-rules/', () => ({
    path: { id: this.courseId() },
  }));
  protected readonly codes = apiResource('/api/courses/{id}/codes/', () => ({
    path: { id: this.courseId() },
    query: { page_size: 100 },
  }));
  protected readonly form = this.builder.group({
    policy: new FormControl<Schemas['PolicyEnum']>('open', { nonNullable: true }),
    capacity: new FormControl<number | null>(null, Validators.min(1)),
  });
  protected readonly codeForm = this.builder.group({
    uses: [100, [Validators.required, Validators.min(1), Validators.max(10000)]],
  });
  protected readonly saving = new Saving(this.form);
  protected readonly codeSaving = new Saving(this.codeForm);

  constructor() {
    effect(() => {
      if (this.rules.hasValue()) this.form.reset(this.rules.value());
    });
  }

  protected async save() {
    const body = this.form.getRawValue();
    const path = { id: this.courseId() };
    const isSaved = await this.saving.submit(async () => {
      this.rules.set(await this.api.put('/api/courses/{id}/enrollment-rules/', body, { path }));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }

  protected async addCode() {
    const path = { id: this.courseId() };
    await this.codeSaving.submit(async () => {
      await this.api.post('/api/courses/{id}/codes/', this.codeForm.getRawValue(), { path });
      this.codes.reload();
    });
  }

  protected async revoke({ id }: Schemas['JoinCode']) {
    const path = { id: this.courseId(), code_id: id };
    await this.codeSaving.attempt(async () => {
      await this.api.delete('/api/courses/{id}/codes/{code_id}/', { path });
      this.codes.reload();
    });
  }

  protected works({ revoked_at, uses_left, expires_at }: Schemas['JoinCode']): boolean {
    return revoked_at === null && uses_left > 0 && Date.parse(expires_at) > Date.now();
  }
}
