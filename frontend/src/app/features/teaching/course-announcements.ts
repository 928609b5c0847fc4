import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ControlError } from '../../ui/control-error';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

/** What everybody in a course is told: written, listed and taken back. */
@Component({
  selector: 'app-course-announcements',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    ResourceState,
    SavingMessage,
    TranslocoDirective,
  ],
  template: `
    <section *transloco="let t" aria-labelledby="announcements">
      <h2 id="announcements" class="mb-3">{{ t('announcing.heading') }}</h2>
      <form class="panel form-stack" [formGroup]="form" (ngSubmit)="send()">
        <app-saving-message [saving]="saving" />
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('studio.title') }}</mat-label>
          <input matInput dir="auto" formControlName="title" />
          <mat-error>{{ form.controls.title.errors | controlError }}</mat-error>
        </mat-form-field>
        <mat-form-field appearance="outline" subscriptSizing="dynamic">
          <mat-label>{{ t('studio.content') }}</mat-label>
          <textarea matInput dir="auto" rows="4" formControlName="body"></textarea>
          <mat-hint>{{ t('studio.markdown') }}</mat-hint>
          <mat-error>{{ form.controls.body.errors | controlError }}</mat-error>
        </mat-form-field>
        <div>
          <button matButton="filled" type="submit" [disabled]="saving.isBusy()" disabledInteractive>
            {{ t('announcing.send') }}
          </button>
        </div>
      </form>
      @if (announcements.hasValue()) {
        <ul class="plain-list rows mt-3">
          @for (announcement of announcements.value().results; track announcement.id) {
            <li>
              <div>
                <span dir="auto">{{ announcement.title }}</span>
                <p class="small muted mb-0">{{ format.since(announcement.created_at) }}</p>
              </div>
              <app-confirm-button
                [label]="t('studio.remove', { title: announcement.title })"
                (confirmed)="remove(announcement)"
              />
            </li>
          } @empty {
            <li class="muted">{{ t('announcing.none') }}</li>
          }
        </ul>
      }
      <app-resource-state [of]="announcements" />
    </section>
  `,
  styleUrl: '../../ui/forms.scss',
})
export class CourseAnnouncements {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly courseId = input.required<string>();
  protected readonly announcements = apiResource('/api/announcements/', () => ({
    query: { course: this.courseId() },
  }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    body: ['', [Validators.required, Validators.maxLength(20000)]],
  });
  protected readonly saving = new Saving(this.form);

  protected async send() {
    const body = { ...this.form.getRawValue(), course: this.courseId() };
    if (!(await this.saving.submit(() => this.api.post('/api/announcements/', body)))) return;
    this.form.reset();
    this.announcements.reload();
    this.toasts.show(this.transloco.translate('announcing.sent'));
  }

  protected async remove({ id }: Schemas['Announcement']) {
    const path = { id };
    await this.saving.attempt(() => this.api.delete('/api/announcements/{id}/', { path }));
    this.announcements.reload();
  }
}
