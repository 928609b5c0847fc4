import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Auth } from '../../core/auth';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';
import { linkToken } from './link-token';
import { MIN_PASSWORD } from './password-rule';

/** Where the links of resets and of invitations lead. */
@Component({
  selector: 'app-set-password',
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
        @if (isDone()) {
          <h1>{{ t('setPassword.done') }}</h1>
          <p role="status">{{ t('setPassword.doneText') }}</p>
          <a matButton="filled" routerLink="/sign-in">{{ t('nav.signIn') }}</a>
        } @else {
          <h1>{{ t('setPassword.heading') }}</h1>
          @if (token()) {
            <p class="muted">{{ t('setPassword.lead') }}</p>
            <form class="form-stack" [formGroup]="form" (ngSubmit)="save()">
              <app-saving-message [saving]="saving" />
              <mat-form-field appearance="outline" subscriptSizing="dynamic">
                <mat-label>{{ t('setPassword.password') }}</mat-label>
                <input
                  matInput
                  type="password"
                  formControlName="new_password"
                  autocomplete="new-password"
                />
                <mat-hint>{{ t('signUp.passwordHint', { count: minPassword }) }}</mat-hint>
                <mat-error>{{ form.controls.new_password.errors | controlError }}</mat-error>
              </mat-form-field>
              <button
                matButton="filled"
                class="mt-2"
                type="submit"
                [disabled]="saving.isBusy()"
                disabledInteractive
              >
                {{ t('setPassword.submit') }}
              </button>
            </form>
          } @else {
            <p class="wrong" role="alert">{{ t('setPassword.noToken') }}</p>
          }
          <p class="mt-4 mb-0">
            <a routerLink="/forgotten-password">{{ t('setPassword.another') }}</a>
          </p>
        }
      </div>
    </div>
  `,
  styleUrl: './gate.scss',
})
export class SetPassword {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  protected readonly token = linkToken();
  protected readonly minPassword = MIN_PASSWORD;
  protected readonly form = inject(NonNullableFormBuilder).group({
    new_password: ['', [Validators.required, Validators.minLength(MIN_PASSWORD)]],
  });
  protected readonly saving = new Saving(this.form);
  protected readonly isDone = signal(false);

  protected async save() {
    await this.saving.submit(async () => {
      const body = { token: this.token(), ...this.form.getRawValue() };
      await this.api.post('/api/auth/password/reset/confirm/', body);
      // All sessions of the account have ended with it.
      this.auth.forget();
      this.isDone.set(true);
    });
  }
}
