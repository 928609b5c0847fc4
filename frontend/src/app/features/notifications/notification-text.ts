import { Pipe, PipeTransform, inject } from '@angular/core';
import type { Notification } from '../../core/models';
import { NotificationWords } from '../../core/notification-words';

/** What a notification says. Not pure: the answer changes with the language. */
@Pipe({ name: 'notificationText', pure: false })
export class NotificationText implements PipeTransform {
  private readonly words = inject(NotificationWords);

  transform(notification: Notification): string {
    return this.words.of(notification);
  }
}
