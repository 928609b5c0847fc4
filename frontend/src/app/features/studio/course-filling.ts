import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
} from '@angular/core';
import { HttpContext } from '@angular/common/http';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { IN_BACKGROUND } from '../../core/loading';
import type { Course } from '../../core/models';
import { ProgressBar } from '../../ui/progress-bar';

const ASK_AGAIN_MS = 2000;

/** A copy whose lessons are on their way: asked for until they are there. */
@Component({
  selector: 'app-course-filling',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProgressBar, TranslocoDirective],
  template: `
    <div *transloco="let t" class="panel mb-4" role="status">
      <p>{{ t('copying.filling') }}</p>
      <app-progress-bar [value]="percentage()" [label]="t('copying.filling')" />
    </div>
  `,
})
export class CourseFilling {
  private readonly api = inject(Api);
  readonly course = input.required<Course>();
  /** How many lessons the original has. */
  readonly expected = input.required<number>();
  readonly progressed = output<Course>();
  protected readonly percentage = computed(
    () => (100 * this.course().lesson_count) / Math.max(1, this.expected()),
  );

  constructor() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      this.course();
      clearTimeout(timer);
      timer = setTimeout(() => void this.ask(), ASK_AGAIN_MS);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  /** Failures do not matter: it is asked again. */
  private async ask() {
    const { id } = this.course();
    const context = new HttpContext().set(IN_BACKGROUND, true);
    const known = this.course();
    const course = await this.api
      .get('/api/courses/{id}/', { path: { id }, context })
      .catch(() => ({ ...known }));
    this.progressed.emit(course);
  }
}
