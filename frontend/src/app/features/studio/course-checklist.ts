import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { ResourceState } from '../../ui/resource-state';
import { ProblemLinks } from './problem-links';

/** What is missing before a course can be published, and what would make it better. */
@Component({
  selector: 'app-course-checklist',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProblemLinks, ResourceState, TranslocoDirective],
  template: `
    <section *transloco="let t" class="panel" aria-labelledby="checklist">
      <h2 id="checklist" class="mb-2">{{ t('checklist.heading') }}</h2>
      @if (checklist.hasValue()) {
        @let it = checklist.value();
        @if (it.ready) {
          <p class="mb-2">{{ t('checklist.ready') }}</p>
        } @else {
          <app-problem-links [problems]="it.problems" />
        }
        @if (it.suggestions.length) {
          <h3 class="mt-3">{{ t('checklist.suggestions') }}</h3>
          <app-problem-links [problems]="it.suggestions" />
        }
      }
      <app-resource-state [of]="checklist" />
    </section>
  `,
})
export class CourseChecklist {
  readonly courseId = input.required<string>();
  /** Anything that changes when the course does: then it is looked at again. */
  readonly version = input.required<unknown>();
  protected readonly checklist = apiResource('/api/courses/{id}/checklist/', () => {
    this.version();
    return { path: { id: this.courseId() } };
  });
}
