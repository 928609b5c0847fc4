import { ChangeDetectionStrategy, Component, inject, viewChild } from '@angular/core';
import {
  FormGroupDirective,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';
import { MIN_PASSWORD } from '../account/password-rule';

@Component({
  selector: 'app-password-change',
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
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="password">
      <h2 id="password" class="mb-3">{{ t('security.passwordHeading') }}</h2>
      <form class="form-stack" [formGroup]="form" (ngSubmit)="save()">
        <app-saving-message [saving]="saving" />
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('security.oldPassword') }}</mat-label>
          <input
            matInput
            type="password"
            formControlName="old_password"
            autocomplete="current-password"
          />
          <mat-error>{{ form.controls.old_password.errors | controlError }}</mat-error>
        </mat-form-field>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('security.newPassword') }}</mat-label>
          <input
            matInput
            type="password"
            formControlName="new_password"
            autocomplete="new-password"
          />
          <mat-hint>{{ t('signUp.passwordHint', { count: minPassword }) }}</mat-hint>
          <mat-error>{{ form.controls.new_password.errors | controlError }}</mat-error>
        </mat-form-field>
        <div class="mt-2">
          <button matButton="filled" type="submit" [disabled]="saving.isBusy()" disabledInteractive>
            {{ t('security.changePassword') }}
          </button>
        </div>
      </form>
    </section>
  `,
})
export class PasswordChange {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly shown = viewChild(FormGroupDirective);
  protected readonly minPassword = MIN_PASSWORD;
  protected readonly form = inject(NonNullableFormBuilder).group({
    old_password: ['', Validators.required],
    new_password: ['', [Validators.required, Validators.minLength(MIN_PASSWORD)]],
  });
  protected readonly saving = new Saving(this.form);

  protected async save() {
    await this.saving.submit(async () => {
      await this.api.post('/api/auth/password/change/', this.form.getRawValue());
      this.shown()?.resetForm();
      this.toasts.show(this.transloco.translate('security.passwordChanged'));
    });
  }
}
