import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Auth } from '../../core/auth';
import type { Challenge } from '../../core/models';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { ProblemMessage } from '../../ui/problem-message';

/** Asks for the code of a second factor. */
@Component({
  selector: 'app-second-step',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ProblemMessage,
    ReactiveFormsModule,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h1>{{ t('signIn.code.heading') }}</h1>
      <p class="muted">{{ t('signIn.code.lead') }}</p>
      <form class="form-stack" [formGroup]="form" (ngSubmit)="send()">
        @if (saving.problem(); as error) {
          <app-problem-message [error]="error" [canRetry]="false" [canSignIn]="false" />
        }
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('signIn.code.label') }}</mat-label>
          <input
            #code
            matInput
            dir="ltr"
            formControlName="code"
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck="false"
            maxlength="20"
          />
          <mat-error>{{ form.controls.code.errors | controlError }}</mat-error>
        </mat-form-field>
        <button matButton="filled" type="submit" [disabled]="saving.isBusy()" disabledInteractive>
          {{ t('signIn.code.submit') }}
        </button>
        <button matButton type="button" (click)="restart.emit()">
          {{ t('signIn.code.back') }}
        </button>
      </form>
    </ng-container>
  `,
  styleUrl: './gate.scss',
})
export class SecondStep {
  private readonly auth = inject(Auth);
  private readonly code = viewChild<ElementRef<HTMLInputElement>>('code');
  readonly challenge = input.required<Challenge>();
  readonly signedIn = output();
  readonly restart = output();
  protected readonly form = inject(NonNullableFormBuilder).group({
    code: ['', Validators.required],
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    // The form that was filled in has gone: go on where its successor begins.
    afterNextRender(() => this.code()?.nativeElement.focus());
  }

  protected async send() {
    await this.saving.submit(async () => {
      const { mfa_token } = this.challenge();
      await this.auth.finishSignIn({ mfa_token, code: this.form.controls.code.value.trim() });
      this.signedIn.emit();
    });
  }
}
