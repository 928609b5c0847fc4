import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Auth } from '../../core/auth';
import { Format } from '../../core/format';
import { Locale } from '../../core/locale';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { SavingMessage } from '../../ui/saving-message';

const LONGEST_NAME = 150;
const LONGEST_BIO = 2000;

/** One's own name, language and time zone. */
@Component({
  selector: 'app-profile',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ReactiveFormsModule,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './profile.html',
  styles: `
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0.5rem 1.5rem;
    }
  `,
})
export class Profile {
  private readonly api = inject(Api);
  private readonly auth = inject(Auth);
  private readonly locale = inject(Locale);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  protected readonly format = inject(Format);
  protected readonly user = this.auth.user;
  protected readonly languages = this.locale.languages;
  /** Includes the one that is set: the browser may know it by another name. */
  protected readonly timezones = computed(() => {
    const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
    return [...known.add(this.user()?.timezone ?? 'UTC')].sort();
  });
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [Validators.required, Validators.maxLength(LONGEST_NAME)]],
    bio: ['', Validators.maxLength(LONGEST_BIO)],
    locale: ['en'],
    timezone: ['UTC'],
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    const user = this.user();
    if (user) this.form.patchValue(user);
  }

  protected async save() {
    await this.saving.submit(async () => {
      const user = await this.api.patch('/api/auth/user/', this.form.getRawValue());
      this.auth.setUser(user);
      await this.locale.choose(user.locale);
      this.toasts.show(this.transloco.translate('profile.saved'));
    });
  }
}
