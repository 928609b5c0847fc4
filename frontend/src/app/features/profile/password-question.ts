import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { showFieldProblems } from '../../core/form-problems';
import { asProblem } from '../../core/problem';
import { ControlError } from '../../ui/control-error';
import { ProblemMessage } from '../../ui/problem-message';

/** Asks for the password before something is done that needs it; says why when it is refused. */
@Component({
  selector: 'app-password-question',
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
    <form
      *transloco="let t"
      class="form-stack"
      [attr.aria-label]="action()"
      [formGroup]="form"
      (ngSubmit)="run()"
    >
      @if (problem(); as error) {
        <app-problem-message [error]="error" [canRetry]="false" />
      }
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('security.confirmPassword') }}</mat-label>
        <input
          matInput
          type="password"
          formControlName="password"
          autocomplete="current-password"
        />
        <mat-error>{{ form.controls.password.errors | controlError }}</mat-error>
      </mat-form-field>
      <div class="buttons">
        <button
          matButton="tonal"
          type="submit"
          [class.grave]="isGrave()"
          [disabled]="isBusy()"
          disabledInteractive
        >
          {{ action() }}
        </button>
        <ng-content />
      </div>
    </form>
  `,
  styles: `
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem;
    }

    .grave:not([disabled]) {
      color: var(--mat-sys-on-error);
      background: var(--mat-sys-error);
    }
  `,
})
export class PasswordQuestion {
  /** What is done, as the words of the button. */
  readonly action = input.required<string>();
  readonly isGrave = input(false);
  readonly send = input.required<(password: string) => Promise<void>>();
  protected readonly form = inject(NonNullableFormBuilder).group({
    password: ['', Validators.required],
  });
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);

  protected async run() {
    if (this.form.invalid || this.isBusy()) return;
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await this.send()(this.form.controls.password.value);
      this.form.reset();
    } catch (error) {
      if (!showFieldProblems(this.form, asProblem(error))) this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
