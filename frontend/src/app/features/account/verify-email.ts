import { ChangeDetectionStrategy, Component, effect, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Auth } from '../../core/auth';
import { ProblemMessage } from '../../ui/problem-message';
import { linkToken } from './link-token';
import { ResendLink } from './resend-link';

/** Confirms an address by the link of a mail; without one, or with an old one, has another mailed. */
@Component({
  selector: 'app-verify-email',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, ProblemMessage, ResendLink, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="gate panel">
        <h1>{{ t('verifyEmail.heading') }}</h1>
        @if (isDone()) {
          <p role="status">{{ t('verifyEmail.done') }}</p>
          @if (isSignedIn()) {
            <a matButton="filled" routerLink="/learning">{{ t('nav.learning') }}</a>
          } @else {
            <a matButton="filled" routerLink="/sign-in">{{ t('nav.signIn') }}</a>
          }
        } @else if (problem() || !token()) {
          @if (problem(); as error) {
            <app-problem-message class="d-block mb-3" [error]="error" [canRetry]="false" />
          }
          <p class="muted">{{ t('verifyEmail.again') }}</p>
          <app-resend-link />
        } @else {
          <p role="status">{{ t('verifyEmail.busy') }}</p>
        }
      </div>
    </div>
  `,
  styleUrl: './gate.scss',
})
export class VerifyEmail {
  private readonly api = inject(Api);
  protected readonly isSignedIn = inject(Auth).isSignedIn;
  protected readonly token = linkToken();
  protected readonly isDone = signal(false);
  protected readonly problem = signal<unknown>(null);

  constructor() {
    effect(() => {
      if (this.token()) void this.confirm(this.token());
    });
  }

  private async confirm(token: string) {
    this.problem.set(null);
    try {
      await this.api.post('/api/auth/email/verify/', { token });
      this.isDone.set(true);
    } catch (error) {
      this.problem.set(error);
    }
  }
}
