import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { BrowserStorage } from './browser-storage';

export type ThemeName = 'light' | 'dark';
const STORED = 'lyceum.theme';

/** Light or dark: what the person chose, else what the system prefers. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly storage = inject(BrowserStorage);
  private readonly chosen = signal(this.initial());
  readonly name = this.chosen.asReadonly();

  toggle() {
    const name = this.name() === 'dark' ? 'light' : 'dark';
    this.chosen.set(name);
    this.storage.set(STORED, name);
    this.document.documentElement.dataset['theme'] = name;
  }

  private initial(): ThemeName {
    const stored = this.storage.get(STORED);
    if (stored === 'light' || stored === 'dark') return stored;
    const media = this.document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
    return media?.matches ? 'dark' : 'light';
  }
}
