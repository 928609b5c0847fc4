import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { ProblemMessage } from '../../ui/problem-message';
import { SavingMessage } from '../../ui/saving-message';
import { Skeleton } from '../../ui/skeleton';
import { PasswordQuestion } from './password-question';

/** Turns the second factor on and off. The recovery codes are shown once and kept nowhere. */
@Component({
  selector: 'app-second-factor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    PasswordQuestion,
    ProblemMessage,
    ReactiveFormsModule,
    SavingMessage,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './second-factor.html',
  styleUrl: './second-factor.scss',
})
export class SecondFactor {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly state = apiResource('/api/auth/mfa/', () => ({}));
  protected readonly setup = signal<Schemas['TotpSetup'] | null>(null);
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly picture = computed(
    () => `data:image/svg+xml,${encodeURIComponent(this.setup()?.qr_svg ?? '')}`,
  );
  protected readonly form = inject(NonNullableFormBuilder).group({
    code: ['', Validators.required],
  });
  protected readonly saving = new Saving(this.form);

  protected readonly begin = async (password: string) => {
    this.setup.set(await this.api.post('/api/auth/mfa/totp/', { password }));
  };

  protected readonly turnOff = async (password: string) => {
    await this.api.post('/api/auth/mfa/totp/disable/', { password });
    this.state.reload();
    this.toasts.show(this.transloco.translate('security.turnedOff'));
  };

  protected readonly renewCodes = async (password: string) => {
    const { recovery_codes } = await this.api.post('/api/auth/mfa/recovery-codes/', { password });
    this.codes.set(recovery_codes);
  };

  protected async confirm(setup: Schemas['TotpSetup']) {
    await this.saving.submit(async () => {
      const body = { setup_token: setup.setup_token, code: this.form.controls.code.value.trim() };
      const { recovery_codes } = await this.api.post('/api/auth/mfa/totp/confirm/', body);
      this.codes.set(recovery_codes);
      this.cancel();
    });
  }

  protected cancel() {
    this.setup.set(null);
    this.form.reset();
    this.saving.forget();
  }

  protected forgetCodes() {
    this.codes.set([]);
    this.state.reload();
  }
}
