import { ChangeDetectionStrategy, Component, inject, linkedSignal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import type { Channels, NotificationPreferences as Preferences } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';

type Kind = Exclude<keyof Preferences, 'digest'>;
const KINDS: readonly Kind[] = [
  'enrolled',
  'queued',
  'seat_granted',
  'announcement',
  'quiz_passed',
  'quiz_retry',
  'milestone',
  'certificate',
  'streak',
];
const CHANNELS: readonly (keyof Channels)[] = ['in_app', 'push', 'mail'];

/** How a person wants to be told: for each kind of news the ways, and whether a digest comes. */
@Component({
  selector: 'app-notification-preferences',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, ProblemMessage, RouterLink, Skeleton, TranslocoDirective],
  templateUrl: './notification-preferences.html',
  styleUrl: './notification-preferences.scss',
})
export class NotificationPreferences {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly kinds = KINDS;
  protected readonly channels = CHANNELS;
  protected readonly saving = new Saving();
  protected readonly stored = apiResource('/api/notifications/preferences/', () => ({}));
  protected readonly chosen = linkedSignal(() =>
    this.stored.hasValue() ? this.stored.value() : undefined,
  );

  protected choose(kind: Kind, channel: keyof Channels, isOn: boolean) {
    this.chosen.update((all) => all && { ...all, [kind]: { ...all[kind], [channel]: isOn } });
  }

  protected chooseDigest(isOn: boolean) {
    this.chosen.update((all) => all && { ...all, digest: isOn });
  }

  protected async save(preferences: Preferences) {
    const isSaved = await this.saving.attempt(async () => {
      this.stored.set(await this.api.put('/api/notifications/preferences/', preferences));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('preferences.saved'));
  }
}
