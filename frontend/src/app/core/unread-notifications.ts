import { HttpContext } from '@angular/common/http';
import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Api } from './api';
import { Auth } from './auth';
import { IN_BACKGROUND } from './loading';
import { Realtime } from './realtime';

const POLL_MS = 30_000;

/**
 * The number on the bell. It is told as it changes; while that does not work it is asked every 30 s, as
 * long as the page is visible and somebody is signed in.
 */
@Injectable({ providedIn: 'root' })
export class UnreadNotifications {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  private readonly document = inject(DOCUMENT);
  private readonly realtime = inject(Realtime);
  private readonly unread = signal(0);
  readonly count = this.unread.asReadonly();

  constructor() {
    this.realtime.unread.pipe(takeUntilDestroyed()).subscribe((count) => this.unread.set(count));
    effect((onCleanup) => {
      if (!this.auth.isSignedIn()) {
        this.unread.set(0);
        return;
      }
      const refresh = () => void this.refresh();
      refresh();
      // What was told before the first frame came is in the answer just asked for.
      if (this.realtime.isLive()) return;
      const timer = setInterval(refresh, POLL_MS);
      this.document.addEventListener('visibilitychange', refresh);
      onCleanup(() => {
        clearInterval(timer);
        this.document.removeEventListener('visibilitychange', refresh);
      });
    });
  }

  async refresh(): Promise<void> {
    if (this.document.visibilityState === 'hidden' || !this.auth.isSignedIn()) return;
    try {
      const context = new HttpContext().set(IN_BACKGROUND, true);
      const { count } = await this.api.get('/api/notifications/unread-count/', { context });
      this.unread.set(count);
    } catch {
      // The next poll asks again; a stale number is better than an error nobody asked for.
    }
  }
}
