import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Prose } from '../../ui/prose';
import { ResourceState } from '../../ui/resource-state';

const SHOWN = 3;
const MOST = 100;

/** What everybody in a course was told, the newest first. */
@Component({
  selector: 'app-course-news',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, Prose, ResourceState, TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="news">
      <h2 id="news" class="mb-3">{{ t('announcing.heading') }}</h2>
      @if (announcements.hasValue()) {
        @let page = announcements.value();
        @for (announcement of page.results; track announcement.id) {
          <article class="panel mb-3">
            <h3 dir="auto">{{ announcement.title }}</h3>
            <p class="small muted">
              <bdi>{{ announcement.author.name }}</bdi> ·
              {{ format.since(announcement.created_at) }}
            </p>
            <app-prose [html]="announcement.body_html" />
          </article>
        } @empty {
          <p class="muted">{{ t('announcing.none') }}</p>
        }
        @if (page.next && !areAllShown()) {
          <button matButton type="button" (click)="areAllShown.set(true)">
            {{ t('announcing.all', { count: format.number(page.count) }) }}
          </button>
        }
      }
      <app-resource-state [of]="announcements" />
    </section>
  `,
})
export class CourseNews {
  protected readonly format = inject(Format);
  readonly courseId = input.required<string>();
  protected readonly areAllShown = signal(false);
  protected readonly announcements = apiResource('/api/announcements/', () => ({
    query: { course: this.courseId(), page_size: this.areAllShown() ? MOST : SHOWN },
  }));
}
