import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

/** Has a link to choose a new password mailed; says the same for every address. */
@Component({
  selector: 'app-forgotten-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="gate panel">
        @if (isSent()) {
          <h1>{{ t('forgotten.sent') }}</h1>
          <p role="status">{{ t('forgotten.sentText') }}</p>
        } @else {
          <h1>{{ t('forgotten.heading') }}</h1>
          <p class="muted">{{ t('forgotten.lead') }}</p>
          <form class="form-stack" [formGroup]="form" (ngSubmit)="send()">
            <app-saving-message [saving]="saving" />
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('forgotten.email') }}</mat-label>
              <input matInput type="email" formControlName="email" autocomplete="email" />
              <mat-error>{{ form.controls.email.errors | controlError }}</mat-error>
            </mat-form-field>
            <button
              matButton="filled"
              type="submit"
              [disabled]="saving.isBusy()"
              disabledInteractive
            >
              {{ t('forgotten.submit') }}
            </button>
          </form>
        }
        <p class="mt-4 mb-0">
          <a routerLink="/sign-in">{{ t('forgotten.back') }}</a>
        </p>
      </div>
    </div>
  `,
  styleUrl: './gate.scss',
})
export class ForgottenPassword {
  private readonly api = inject(Api);
  protected readonly form = inject(NonNullableFormBuilder).group({
    email: ['', [Validators.required, Validators.email]],
  });
  protected readonly saving = new Saving(this.form);
  protected readonly isSent = signal(false);

  protected async send() {
    await this.saving.submit(async () => {
      await this.api.post('/api/auth/password/reset/', this.form.getRawValue());
      this.isSent.set(true);
    });
  }
}
