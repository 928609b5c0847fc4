import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { CourseSummary } from '../../core/models';
import { CoverArt } from '../../ui/cover-art';
import { Plural } from '../../ui/plural';

/** A course in a list; all of the card leads to its page. */
@Component({
  selector: 'app-course-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CoverArt, Plural, RouterLink, TranslocoDirective],
  template: `
    <article *transloco="let t">
      <app-cover-art [image]="course().image" [seed]="course().slug" />
      <div class="body">
        <p class="top">
          <span class="eyebrow">{{ course().category?.name }}</span>
          <strong>{{
            +course().price ? format.price(course().price, course().currency) : t('course.free')
          }}</strong>
        </p>
        <h3 dir="auto">
          <a [routerLink]="['/courses', course().id, course().slug]">{{ course().title }}</a>
        </h3>
        <p class="summary muted" dir="auto">{{ course().summary }}</p>
        <p class="facts small muted">
          <span>{{ t('level.' + course().level) }}</span>
          <span>{{
            t('count.lessons' | plural: course().lesson_count, { count: course().lesson_count })
          }}</span>
          @if (course().duration_minutes) {
            <span>{{ format.duration(course().duration_minutes) }}</span>
          }
        </p>
      </div>
    </article>
  `,
  styleUrl: './course-card.scss',
})
export class CourseCard {
  readonly course = input.required<CourseSummary>();
  protected readonly format = inject(Format);
}
