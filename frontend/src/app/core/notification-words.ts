import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Notification } from './models';

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * What a notification says: in the reader's language where its kind has a text and its data fill that
 * text; else the message that the server wrote.
 */
@Injectable({ providedIn: 'root' })
export class NotificationWords {
  private readonly transloco = inject(TranslocoService);

  of({ kind, data, message }: Notification): string {
    const texts = this.transloco.getTranslation(this.transloco.getActiveLang());
    const key = `notifications.kinds.${kind}`;
    const text: unknown = texts[key];
    if (typeof text !== 'string') return message;
    const needed = [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');
    return needed.every((name) => name in data) ? this.transloco.translate(key, data) : message;
  }
}
