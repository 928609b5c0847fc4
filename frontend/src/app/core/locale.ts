import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { BrowserStorage } from './browser-storage';

export interface Language {
  id: string;
  label: string;
  direction: 'ltr' | 'rtl';
}

export const LANGUAGES: readonly Language[] = [
  { id: 'en', label: 'English', direction: 'ltr' },
  { id: 'ar', label: 'العربية', direction: 'rtl' },
];
const STORED = 'lyceum.locale';

/** The language of the interface and the writing direction that goes with it. */
@Injectable({ providedIn: 'root' })
export class Locale {
  private readonly document = inject(DOCUMENT);
  private readonly storage = inject(BrowserStorage);
  private readonly transloco = inject(TranslocoService);
  private readonly current = signal(LANGUAGES[0]?.id ?? 'en');
  private readonly loaded = signal(false);
  readonly lang = this.current.asReadonly();
  /** Whether the texts of the language are there. */
  readonly isLoaded = this.loaded.asReadonly();
  readonly languages = LANGUAGES;
  readonly direction = computed(
    () => LANGUAGES.find((known) => known.id === this.current())?.direction ?? 'ltr',
  );

  /** Starts with the stored choice, else the browser's language, else English. */
  start(): Promise<void> {
    const wanted = this.storage.get(STORED) ?? this.document.defaultView?.navigator.language ?? '';
    return this.show(wanted.split('-')[0] ?? '');
  }

  /** Shows a language and remembers it in this browser. */
  async choose(id: string): Promise<void> {
    await this.show(id);
    this.storage.set(STORED, this.lang());
  }

  /** Shows the language of a profile unless this browser has a choice of its own. */
  async adopt(id: string): Promise<void> {
    if (!this.storage.get(STORED)) await this.show(id);
  }

  private async show(id: string): Promise<void> {
    const language = LANGUAGES.find((known) => known.id === id) ?? LANGUAGES[0];
    if (!language) return;
    this.transloco.setActiveLang(language.id);
    await firstValueFrom(this.transloco.load(language.id));
    this.document.documentElement.lang = language.id;
    this.document.documentElement.dir = language.direction;
    this.current.set(language.id);
    this.loaded.set(true);
  }
}
