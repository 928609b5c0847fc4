import { ChangeDetectionStrategy, Component, effect, inject, input, output } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import type { Category } from '../../core/models';
import { Saving } from '../../core/saving';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

/** Name and description of a category that is there, or of a new one. */
@Component({
  selector: 'app-category-form',
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
    <form *transloco="let t" class="inline-form" [formGroup]="form" (ngSubmit)="save()">
      <app-saving-message class="w-100" [saving]="saving" />
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t(category() ? 'profile.name' : 'categories.newName') }}</mat-label>
        <input matInput dir="auto" autocomplete="off" formControlName="name" />
        <mat-error>{{ form.controls.name.errors | controlError }}</mat-error>
      </mat-form-field>
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ t('studio.description') }}</mat-label>
        <input matInput dir="auto" autocomplete="off" formControlName="description" />
        <mat-error>{{ form.controls.description.errors | controlError }}</mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="saving.isBusy()" disabledInteractive>
        {{ t(category() ? 'action.save' : 'studio.add') }}
      </button>
      @if (category()) {
        <button matButton type="button" (click)="cancelled.emit()">{{ t('action.cancel') }}</button>
      }
    </form>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class CategoryForm {
  private readonly api = inject(Api);
  /** The one that is changed; without it a new one is made. */
  readonly category = input<Category>();
  readonly saved = output();
  readonly cancelled = output();
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [Validators.required, Validators.maxLength(80)]],
    description: ['', Validators.maxLength(1000)],
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    effect(() => this.form.reset(this.category()));
  }

  protected async save() {
    if (!(await this.saving.submit(() => this.send()))) return;
    this.form.reset();
    this.saved.emit();
  }

  private send(): Promise<unknown> {
    const body = this.form.getRawValue();
    const id = this.category()?.id;
    return id
      ? this.api.patch('/api/categories/{id}/', body, { path: { id } })
      : this.api.post('/api/categories/', body);
  }
}
