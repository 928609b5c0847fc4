import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Enrollment } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { EmptyState } from '../../ui/empty-state';
import { Pagination } from '../../ui/pagination';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { TitleForm } from '../../ui/title-form';
import { CourseAnnouncements } from './course-announcements';
import { GradingQueue } from './grading-queue';

const PAGE_SIZE = 50;

/** Who is in a course and who waits for a place, what is to be graded, and what everybody is told. */
@Component({
  selector: 'app-course-people',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    CourseAnnouncements,
    EmptyState,
    GradingQueue,
    MatButtonModule,
    Pagination,
    ResourceState,
    RouterLink,
    SavingMessage,
    TitleForm,
    TranslocoDirective,
  ],
  templateUrl: './course-people.html',
  styleUrl: '../../ui/forms.scss',
})
export class CoursePeople {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly id = input.required<string>();
  readonly page = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly course = apiResource('/api/courses/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly people = apiResource('/api/enrollments/', () => ({
    query: { course: this.id(), page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  protected readonly waiting = apiResource('/api/enrollments/', () => ({
    query: { course: this.id(), status: 'waiting' as const, page_size: 100 },
  }));
  protected readonly saving = new Saving();

  /** Enrolls somebody by username or e-mail address. */
  protected async enroll(student: string) {
    await this.change('teaching.enrolled', () =>
      this.api.post('/api/enrollments/', { course: this.id(), student }),
    );
  }

  protected async remove({ id }: Enrollment) {
    await this.change('teaching.removed', () =>
      this.api.delete('/api/enrollments/{id}/', { path: { id } }),
    );
  }

  private async change(done: string, send: () => Promise<unknown>) {
    if (!(await this.saving.attempt(send))) return;
    this.people.reload();
    this.waiting.reload();
    this.toasts.show(this.transloco.translate(done));
  }
}
