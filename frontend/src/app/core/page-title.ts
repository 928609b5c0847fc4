import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Locale } from './locale';

const SITE = 'Lyceum';

/** Page titles: a route's title is a text key; a page that knows better calls `show`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly locale = inject(Locale);
  private readonly key = signal('');
  private readonly text = signal('');

  constructor() {
    super();
    effect(() => {
      const text = this.text() || this.translated();
      this.title.setTitle(text ? `${text} · ${SITE}` : SITE);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot) {
    this.text.set('');
    this.key.set(this.buildTitle(snapshot) ?? '');
  }

  private translated(): string {
    const isReady = this.locale.isLoaded() && this.locale.lang() && this.key();
    return isReady ? this.transloco.translate(this.key()) : '';
  }

  /** Names the page by its own subject, such as a course's title. */
  show(text: string) {
    this.text.set(text);
  }
}
