import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../../core/api';
import type { Course } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { SavingMessage } from '../../ui/saving-message';

/** For administrators: deletes a course that people learn in, once its short name is typed. */
@Component({
  selector: 'app-course-erasure',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, MatFormFieldModule, MatInputModule, SavingMessage, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="erasure">
      <h2 id="erasure" class="mb-2">{{ t('erasing.heading') }}</h2>
      <p>{{ t('erasing.lead') }}</p>
      <app-saving-message [saving]="saving" />
      <form class="inline-form" (submit)="$event.preventDefault(); erase()">
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('erasing.confirm', { slug: course().slug }) }}</mat-label>
          <input
            #typed
            matInput
            dir="ltr"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            (input)="isConfirmed.set(typed.value.trim() === course().slug)"
          />
        </mat-form-field>
        <button
          matButton="filled"
          type="submit"
          class="danger"
          [disabled]="!isConfirmed() || saving.isBusy()"
          disabledInteractive
        >
          {{ t('erasing.erase') }}
        </button>
      </form>
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
  styles: `
    .panel {
      border-color: var(--mat-sys-error);
    }

    .danger:not(:disabled, [aria-disabled='true']) {
      color: var(--mat-sys-on-error);
      background: var(--mat-sys-error);
    }
  `,
})
export class CourseErasure {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly course = input.required<Course>();
  protected readonly isConfirmed = signal(false);
  protected readonly saving = new Saving();

  protected async erase() {
    if (!this.isConfirmed()) return;
    const { id, slug } = this.course();
    const send = () =>
      this.api.post('/api/courses/{id}/erase/', { confirm: slug }, { path: { id } });
    if (!(await this.saving.attempt(send))) return;
    this.toasts.show(this.transloco.translate('erasing.erased'));
    await this.router.navigateByUrl('/studio');
  }
}
