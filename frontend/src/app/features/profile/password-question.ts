import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

/** Asks for the password before something is done that needs it; says why when it is refused. */
@Component({
  selector: 'app-password-question',
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
    <form
      *transloco="let t"
      class="form-stack"
      [attr.aria-label]="action()"
      [formGroup]="form"
      (ngSubmit)="run()"
    >
      <app-saving-message [saving]="saving" />
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
          [disabled]="saving.isBusy()"
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
  protected readonly saving = new Saving(this.form);

  protected async run() {
    await this.saving.submit(async () => {
      await this.send()(this.form.controls.password.value);
      this.form.reset();
    });
  }
}
