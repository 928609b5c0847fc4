import {
  ChangeDetectionStrategy,
  Component,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { ProblemMessage } from '../../ui/problem-message';

/** Has another link to confirm an address mailed; the answer never tells whether the address is known. */
@Component({
  selector: 'app-resend-link',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ProblemMessage,
    TranslocoDirective,
  ],
  template: `
    <form *transloco="let t" class="form-stack" (submit)="send($event)">
      @if (isSent()) {
        <p class="mb-0" role="status">{{ t('forgotten.sentText') }}</p>
      } @else {
        @if (problem(); as error) {
          <app-problem-message [error]="error" [canRetry]="false" />
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('forgotten.email') }}</mat-label>
          <input
            #field
            matInput
            type="email"
            required
            autocomplete="email"
            [value]="address()"
            (input)="address.set(field.value)"
          />
        </mat-form-field>
        <button matButton="tonal" type="submit">{{ t('signIn.resend') }}</button>
      }
    </form>
  `,
})
export class ResendLink {
  private readonly api = inject(Api);
  readonly email = input('');
  protected readonly address = linkedSignal(() => this.email());
  protected readonly isSent = signal(false);
  protected readonly problem = signal<unknown>(null);

  protected async send(event: Event) {
    event.preventDefault();
    this.problem.set(null);
    try {
      await this.api.post('/api/auth/email/resend/', { email: this.address() });
      this.isSent.set(true);
    } catch (error) {
      this.problem.set(error);
    }
  }
}
