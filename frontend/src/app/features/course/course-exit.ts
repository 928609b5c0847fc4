import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { SavingMessage } from '../../ui/saving-message';
import { CourseLearning } from './course-learning';

/** The way out of a course, which says that the progress is kept. */
@Component({
  selector: 'app-course-exit',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConfirmButton, SavingMessage, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-confirm-button
        class="d-block mt-2 text-center"
        [isText]="true"
        [label]="t('course.leave')"
        [question]="t('course.leaveQuestion')"
        [yes]="t('course.leave')"
        [no]="t('course.stay')"
        (confirmed)="leave()"
      />
      <app-saving-message [saving]="saving" />
    </ng-container>
  `,
})
export class CourseExit {
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly learning = input.required<CourseLearning>();
  protected readonly saving = new Saving();

  protected async leave() {
    if (!(await this.saving.attempt(() => this.learning().leave()))) return;
    this.toasts.show(this.transloco.translate('course.left'));
  }
}
