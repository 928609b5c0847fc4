import { HttpContext } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Auth } from '../../core/auth';
import { IN_BACKGROUND } from '../../core/loading';
import { localPath } from '../../core/local-path';
import { Locale } from '../../core/locale';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';
import { MIN_PASSWORD } from './password-rule';
import { ResendLink } from './resend-link';

/** '@' would make a name look like an address; both can be signed in with. */
const USERNAME = /^[^@\s]+$/;

@Component({
  selector: 'app-sign-up',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    ResendLink,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="gate panel">
        @if (mailbox(); as email) {
          <h1>{{ t('verifyEmail.mailbox') }}</h1>
          <p role="status">{{ t('verifyEmail.mailboxText', { email }) }}</p>
          <p class="muted">{{ t('verifyEmail.again') }}</p>
          <app-resend-link [email]="email" />
        } @else {
          <h1>{{ t('signUp.heading') }}</h1>
          <p class="muted">{{ t('signUp.lead') }}</p>
          <form class="form-stack" [formGroup]="form" (ngSubmit)="signUp()">
            <app-saving-message [saving]="saving" />
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signUp.name') }}</mat-label>
              <input matInput formControlName="name" autocomplete="name" />
              <mat-error>{{ form.controls.name.errors | controlError }}</mat-error>
            </mat-form-field>
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signUp.username') }}</mat-label>
              <input
                matInput
                formControlName="username"
                autocomplete="username"
                autocapitalize="none"
              />
              <mat-error>{{ form.controls.username.errors | controlError }}</mat-error>
            </mat-form-field>
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signUp.email') }}</mat-label>
              <input matInput type="email" formControlName="email" autocomplete="email" />
              <mat-error>{{ form.controls.email.errors | controlError }}</mat-error>
            </mat-form-field>
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signUp.password') }}</mat-label>
              <input
                matInput
                type="password"
                formControlName="password"
                autocomplete="new-password"
              />
              <mat-hint>{{ t('signUp.passwordHint', { count: minPassword }) }}</mat-hint>
              <mat-error>{{ form.controls.password.errors | controlError }}</mat-error>
            </mat-form-field>
            <button
              matButton="filled"
              class="mt-2"
              type="submit"
              [disabled]="saving.isBusy()"
              disabledInteractive
            >
              {{ t('signUp.submit') }}
            </button>
          </form>
          <p class="mt-4 mb-0">
            {{ t('signUp.haveAccount') }}
            <a routerLink="/sign-in" [queryParams]="{ next: next() }">{{ t('nav.signIn') }}</a>
          </p>
        }
      </div>
    </div>
  `,
  styleUrl: './gate.scss',
})
export class SignUp {
  private readonly auth = inject(Auth);
  private readonly api = inject(Api);
  private readonly locale = inject(Locale);
  private readonly router = inject(Router);
  readonly next = input<string>();
  protected readonly minPassword = MIN_PASSWORD;
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', Validators.required],
    username: ['', [Validators.required, Validators.pattern(USERNAME)]],
    email: ['', [Validators.required, Validators.email]],
    password: ['', [Validators.required, Validators.minLength(MIN_PASSWORD)]],
  });
  protected readonly saving = new Saving(this.form);
  /** The address that must be confirmed before its owner may sign in. */
  protected readonly mailbox = signal('');

  protected async signUp() {
    await this.saving.submit(async () => {
      await this.auth.signUp({ ...this.form.getRawValue(), locale: this.locale.lang() });
      if (!this.auth.isSignedIn()) {
        this.mailbox.set(this.form.controls.email.value);
        return;
      }
      void this.tellTimezone();
      await this.router.navigateByUrl(localPath(this.next()) ?? '/learning');
    });
  }

  /** For the times in mails and the day of a streak; the profile shows and changes it. */
  private async tellTimezone() {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const context = new HttpContext().set(IN_BACKGROUND, true);
    try {
      this.auth.setUser(
        await this.api.patch('/api/auth/user/', { timezone: timeZone }, { context }),
      );
    } catch {
      // The profile says UTC then; that is no reason to trouble somebody who has just come.
    }
  }
}
