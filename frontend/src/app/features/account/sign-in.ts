import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Auth } from '../../core/auth';
import { localPath } from '../../core/local-path';
import { asProblem } from '../../core/problem';
import { ControlError } from '../../ui/control-error';
import { ProblemMessage } from '../../ui/problem-message';

@Component({
  selector: 'app-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ProblemMessage,
    ReactiveFormsModule,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="gate panel">
        <h1>{{ t('signIn.heading') }}</h1>
        <p class="muted">{{ t('signIn.lead') }}</p>
        <form class="form-stack" [formGroup]="form" (ngSubmit)="signIn()">
          @if (isWrong()) {
            <p class="wrong" role="alert">{{ t('signIn.wrong') }}</p>
          } @else if (problem()) {
            <app-problem-message [error]="problem()" [canRetry]="false" />
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
          <button matButton="filled" type="submit" [disabled]="isBusy()" disabledInteractive>
            {{ t('signIn.submit') }}
          </button>
        </form>
        <p class="mt-4 mb-0">
          {{ t('signIn.newHere') }}
          <a routerLink="/sign-up" [queryParams]="{ next: next() }">{{ t('nav.signUp') }}</a>
        </p>
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
  protected readonly isBusy = signal(false);
  protected readonly isWrong = signal(false);
  protected readonly problem = signal<unknown>(null);

  protected async signIn() {
    if (this.form.invalid || this.isBusy()) return;
    this.isBusy.set(true);
    this.isWrong.set(false);
    this.problem.set(null);
    try {
      await this.auth.signIn(this.form.getRawValue());
      await this.router.navigateByUrl(localPath(this.next()) ?? '/learning');
    } catch (error) {
      if (asProblem(error).status === 401) this.isWrong.set(true);
      else this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
