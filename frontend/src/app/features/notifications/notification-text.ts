import { Pipe, PipeTransform, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Notification } from '../../core/models';

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * A notification in the reader's language where its kind has a text and its data fill that text; else
 * the message that the server wrote. Not pure: the answer changes with the language.
 */
@Pipe({ name: 'notificationText', pure: false })
export class NotificationText implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform({ kind, data, message }: Notification): string {
    const texts = this.transloco.getTranslation(this.transloco.getActiveLang());
    const key = `notifications.kinds.${kind}`;
    const text: unknown = texts[key];
    if (typeof text !== 'string') return message;
    const needed = [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');
    return needed.every((name) => name in data) ? this.transloco.translate(key, data) : message;
  }
}
