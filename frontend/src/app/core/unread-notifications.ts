import { HttpContext } from '@angular/common/http';
import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';
import { Api } from './api';
import { Auth } from './auth';
import { IN_BACKGROUND } from './loading';

const POLL_MS = 30_000;

/** The number on the bell: asked every 30 s while the page is visible and somebody is signed in. */
@Injectable({ providedIn: 'root' })
export class UnreadNotifications {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  private readonly document = inject(DOCUMENT);
  private readonly unread = signal(0);
  readonly count = this.unread.asReadonly();

  constructor() {
    effect((onCleanup) => {
      if (!this.auth.isSignedIn()) {
        this.unread.set(0);
        return;
      }
      const refresh = () => void this.refresh();
      refresh();
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
