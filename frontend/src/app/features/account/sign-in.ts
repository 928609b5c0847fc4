import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Auth } from '../../core/auth';
import { localPath } from '../../core/local-path';
import type { Challenge } from '../../core/models';
import { asProblem } from '../../core/problem';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';
import { SecondStep } from './second-step';

@Component({
  selector: 'app-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    RouterLink,
    SavingMessage,
    SecondStep,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="gate panel">
        @if (challenge(); as challenge) {
          <app-second-step [challenge]="challenge" (signedIn)="leave()" (restart)="restart()" />
        } @else {
          <h1>{{ t('signIn.heading') }}</h1>
          <p class="muted">{{ t('signIn.lead') }}</p>
          <form class="form-stack" [formGroup]="form" (ngSubmit)="signIn()">
            @if (isWrong()) {
              <p class="wrong" role="alert">{{ t('signIn.wrong') }}</p>
            } @else if (isUnverified()) {
              <div class="wrong" role="alert">
                <p>{{ t('signIn.notVerified') }}</p>
                <a routerLink="/verify-email">{{ t('signIn.resend') }}</a>
              </div>
            } @else {
              <app-saving-message [saving]="saving" />
            }
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signIn.username') }}</mat-label>
              <input
                matInput
                formControlName="username"
                autocomplete="username"
                autocapitalize="none"
              />
              <mat-error>{{ form.controls.username.errors | controlError }}</mat-error>
            </mat-form-field>
            <mat-form-field appearance="outline" subscriptSizing="dynamic">
              <mat-label>{{ t('signIn.password') }}</mat-label>
              <input
                matInput
                type="password"
                formControlName="password"
                autocomplete="current-password"
              />
              <mat-error>{{ form.controls.password.errors | controlError }}</mat-error>
            </mat-form-field>
            <button
              matButton="filled"
              type="submit"
              [disabled]="saving.isBusy()"
              disabledInteractive
            >
              {{ t('signIn.submit') }}
            </button>
          </form>
          <p class="mt-4 mb-2">
            <a routerLink="/forgotten-password">{{ t('signIn.forgotten') }}</a>
          </p>
          <p class="mb-0">
            {{ t('signIn.newHere') }}
            <a routerLink="/sign-up" [queryParams]="{ next: next() }">{{ t('nav.signUp') }}</a>
          </p>
        }
      </div>
    </div>
  `,
  styleUrl: './gate.scss',
})
export class SignIn {
  private readonly auth = inject(Auth);
  private readonly router = inject(Router);
  /** Where to go afterwards; only paths of this site are followed. */
  readonly next = input<string>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    username: ['', Validators.required],
    password: ['', Validators.required],
  });
  protected readonly saving = new Saving(this.form);
  private readonly refusal = computed(() => asProblem(this.saving.problem()));
  protected readonly isWrong = computed(() => this.refusal().status === 401);
  protected readonly isUnverified = computed(() => this.refusal().code === 'email_not_verified');
  /** The second step, where the person has a second factor. */
  protected readonly challenge = signal<Challenge | null>(null);

  protected async signIn() {
    await this.saving.submit(async () => {
      this.challenge.set(await this.auth.signIn(this.form.getRawValue()));
      if (!this.challenge()) await this.leave();
    });
  }

  protected async leave() {
    await this.router.navigateByUrl(localPath(this.next()) ?? '/learning');
  }

  protected restart() {
    this.challenge.set(null);
    this.form.controls.password.reset();
  }
}
