import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Outline } from '../../core/models';
import { Icon } from '../../ui/icon';

/** The sections and lessons of a course; lessons that the person may read are links. */
@Component({
  selector: 'app-course-outline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink, RouterLinkActive, TranslocoDirective],
  templateUrl: './course-outline.html',
  styleUrl: './course-outline.scss',
})
export class CourseOutline {
  readonly outline = input.required<Outline>();
  readonly completed = input<ReadonlySet<string>>(new Set());
  /** Whether all lessons may be read, not only previews. */
  readonly isOpen = input(false);
  /** Beside a lesson there is room for titles only. */
  readonly isCompact = input(false);
  protected readonly format = inject(Format);
}
