import { DOCUMENT, Injectable, inject } from '@angular/core';

/** localStorage that answers null and forgets where the browser blocks it. */
@Injectable({ providedIn: 'root' })
export class BrowserStorage {
  private readonly window = inject(DOCUMENT).defaultView;

  get(key: string): string | null {
    return this.attempt((storage) => storage.getItem(key)) ?? null;
  }

  set(key: string, value: string) {
    this.attempt((storage) => storage.setItem(key, value));
  }

  remove(key: string) {
    this.attempt((storage) => storage.removeItem(key));
  }

  private attempt<T>(use: (storage: Storage) => T): T | undefined {
    try {
      return this.window ? use(this.window.localStorage) : undefined;
    } catch {
      // Private modes throw on any access: the setting then lasts for this page only.
      return undefined;
    }
  }
}
