import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import type { Notification } from '../../core/models';
import { Realtime } from '../../core/realtime';
import { Toasts } from '../../core/toasts';
import { UnreadNotifications } from '../../core/unread-notifications';
import { EmptyState } from '../../ui/empty-state';
import { Icon, IconName } from '../../ui/icon';
import { Pagination } from '../../ui/pagination';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';
import { NotificationText } from './notification-text';

const PAGE_SIZE = 20;
const ICONS: Record<string, IconName> = {
  enrolled: 'book',
  queued: 'clock',
  seat_granted: 'people',
  milestone: 'chart',
  certificate: 'check',
  quiz_passed: 'check',
  quiz_retry: 'question',
  streak: 'sun',
};

/** What a person was told, newest first. */
@Component({
  selector: 'app-notification-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    Icon,
    MatButtonModule,
    NotificationText,
    Pagination,
    ProblemMessage,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './notification-list.html',
  styleUrl: './notification-list.scss',
})
export class NotificationList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly unread = inject(UnreadNotifications);
  protected readonly format = inject(Format);
  readonly page = input<string>();

  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly notifications = apiResource('/api/notifications/', () => ({
    query: { page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  protected readonly refusal = signal<unknown>(null);

  constructor() {
    inject(Realtime)
      .notifications.pipe(takeUntilDestroyed())
      .subscribe((notification) => this.add(notification));
  }

  protected icon(notification: Notification): IconName {
    return ICONS[notification.kind] ?? 'bell';
  }

  /** Where the thing that a notification is about can be seen. */
  protected link(notification: Notification): string[] | null {
    if (notification.kind === 'certificate') return ['/certificates'];
    const { course } = notification.data;
    return typeof course === 'string' ? ['/courses', course] : null;
  }

  protected async markAsRead(notification: Notification) {
    if (notification.is_read) return;
    await this.change(async () => {
      const path = { id: notification.id };
      const read = await this.api.post('/api/notifications/{id}/read/', undefined, { path });
      this.show((each) => (each.id === read.id ? read : each));
    });
  }

  protected async markAllAsRead() {
    await this.change(async () => {
      await this.api.post('/api/notifications/read-all/', undefined);
      this.show((each) => ({ ...each, is_read: true }));
      this.toasts.show(this.transloco.translate('notifications.allRead'));
    });
  }

  /** The newest stands first on the first page; what falls off its end is on the next one. */
  private add(notification: Notification) {
    if (this.pageNumber() !== 1) return;
    this.notifications.update((page) => {
      if (!page || page.results.some(({ id }) => id === notification.id)) return page;
      const results = [notification, ...page.results].slice(0, PAGE_SIZE);
      return { ...page, count: page.count + 1, results };
    });
  }

  private show(change: (notification: Notification) => Notification) {
    this.notifications.update((page) => page && { ...page, results: page.results.map(change) });
  }

  private async change(send: () => Promise<void>) {
    this.refusal.set(null);
    try {
      await send();
      await this.unread.refresh();
    } catch (error) {
      this.refusal.set(error);
    }
  }
}
