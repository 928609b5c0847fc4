import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Schemas, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { EmptyState } from '../../ui/empty-state';
import { ResourceState } from '../../ui/resource-state';

type Entry = Schemas['AuditEntry'];
const PAGE_SIZE = 50;
const ACTIONS = [
  'course_erased',
  'outbox_row_replayed',
  'person_activated',
  'person_changed',
  'person_deactivated',
  'person_deleted',
  'person_invited',
  'regrade_requested',
  'result_overridden',
  'roles_changed',
  'sessions_revoked',
] as const;
/** Where what something was done to can be looked at. */
const PLACES: Record<string, string> = {
  course: '/studio/courses',
  quiz: '/teaching/quizzes',
  attempt: '/teaching/attempts',
};

/** Who did what with a privilege, newest first; what is looked for stands in the address. */
@Component({
  selector: 'app-audit-log',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ResourceState,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './audit-log.html',
  styleUrls: ['../../ui/forms.scss', '../../ui/figures.scss'],
  styles: `
    table {
      min-inline-size: 52rem;
    }
  `,
})
export class AuditLog {
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  readonly action = input<string>();
  readonly actor = input<string>();
  readonly subject = input<string>();
  readonly before = input<string>();
  protected readonly actions = ACTIONS;
  protected readonly entries = apiResource('/api/audit-log/', () => ({
    query: {
      action: this.action() ?? '',
      actor: this.actor() ?? '',
      subject: this.subject() ?? '',
      // As text: it has more digits than a number here can hold.
      before: this.before() as unknown as number,
      page_size: PAGE_SIZE,
    },
  }));
  protected readonly isNarrowed = computed(
    () => !!(this.action() ?? this.actor() ?? this.subject() ?? this.before()),
  );
  /** Where the older entries begin, if there are any. */
  protected readonly older = computed(() => {
    const next = this.entries.hasValue() ? this.entries.value().next : null;
    return next === null ? null : new URLSearchParams(next.split('?')[1]).get('before');
  });

  protected choose(action: string) {
    const queryParams = { action: action || null, before: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected placeOf({ subject: { kind, id } }: Entry): string[] | null {
    const place = PLACES[kind];
    return place === undefined ? null : [place, id];
  }

  protected nameOf(action: string): string {
    const isKnown = ACTIONS.some((known) => known === action);
    return isKnown ? this.transloco.translate(`audit.actions.${action}`) : action;
  }

  /** What is said beside an action, as it was noted. */
  protected details({ data }: Entry): string {
    return Object.entries(data)
      .map(
        ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      .join(' · ');
  }
}
