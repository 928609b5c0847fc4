import { HttpContextToken } from '@angular/common/http';
import { Injectable, computed, signal } from '@angular/core';

/** Set on requests that nobody waits for, such as polling. */
export const IN_BACKGROUND = new HttpContextToken<boolean>(() => false);

/** How many requests a person is waiting for. */
@Injectable({ providedIn: 'root' })
export class Loading {
  private readonly pending = signal(0);
  readonly isActive = computed(() => this.pending() > 0);

  begin() {
    this.pending.update((count) => count + 1);
  }

  end() {
    this.pending.update((count) => count - 1);
  }
}
