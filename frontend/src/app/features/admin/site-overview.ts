import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { saveFile } from '../../core/save-file';
import { Saving } from '../../core/saving';
import { CsvButton } from '../../ui/csv-button';
import { everyDay } from '../../ui/days';
import { Figure, FigureChart } from '../../ui/figure-chart';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

const MINUTE_S = 60;

type Table = 'people' | 'days' | 'catalogue' | 'storage' | 'outbox';

/** How the whole site is doing: people, what they do, courses, what is kept, and what is owed. */
@Component({
  selector: 'app-site-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CsvButton, FigureChart, ResourceState, RouterLink, SavingMessage, TranslocoDirective],
  templateUrl: './site-overview.html',
  styleUrl: '../../ui/figures.scss',
})
export class SiteOverview {
  private readonly api = inject(Api);
  protected readonly format = inject(Format);
  protected readonly saving = new Saving();
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

  protected async download(table: Table) {
    await this.saving.attempt(async () => {
      const file = await this.api.download('/api/dashboard/{table}/csv/', { path: { table } });
      saveFile(file, `${table}.csv`);
    });
  }

  protected age(seconds: number): string {
    return seconds < MINUTE_S
      ? this.format.seconds(Math.round(seconds))
      : this.format.duration(Math.round(seconds / MINUTE_S));
  }
}
