import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { everyDay } from '../../ui/days';
import { Figure, FigureChart } from '../../ui/figure-chart';
import { ResourceState } from '../../ui/resource-state';

const MINUTE_S = 60;

/** How the whole site is doing: people, what they do, courses, what is kept, and what is owed. */
@Component({
  selector: 'app-site-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FigureChart, ResourceState, RouterLink, TranslocoDirective],
  templateUrl: './site-overview.html',
  styleUrl: '../../ui/figures.scss',
})
export class SiteOverview {
  protected readonly format = inject(Format);
  protected readonly dashboard = apiResource('/api/dashboard/', () => ({}));
  protected readonly site = computed(() =>
    this.dashboard.hasValue() ? this.dashboard.value().admin : undefined,
  );
  protected readonly days = computed<Figure[]>(() =>
    everyDay(this.site()?.days ?? []).map((each) => ({
      id: each.day,
      name: this.format.day(each.day),
      value: each.active_count,
      cells: [each.active_count, each.enrollment_count, each.completed_count].map((count) =>
        this.format.number(count),
      ),
    })),
  );

  protected entries(counts: Record<string, number>) {
    return Object.entries(counts).map(([name, count]) => ({ name, count }));
  }

  /** What the documents and their indexes take on the disk; servers that do not tell tell the size of the data. */
  protected databaseBytes(room: Schemas['DatabaseRoom']): number {
    return (room.stored_bytes || room.data_bytes) + room.index_bytes;
  }

  protected age(seconds: number): string {
    return seconds < MINUTE_S
      ? this.format.seconds(Math.round(seconds))
      : this.format.duration(Math.round(seconds / MINUTE_S));
  }
}
