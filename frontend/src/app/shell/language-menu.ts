import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Locale } from '../core/locale';
import { Icon } from '../ui/icon';
import { PopoverMenu } from '../ui/popover-menu';

@Component({
  selector: 'app-language-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, PopoverMenu, TranslocoDirective],
  template: `
    <app-popover-menu *transloco="let t" [label]="t('nav.language')">
      <app-icon trigger name="globe" />
      @for (language of locale.languages; track language.id) {
        <button
          type="button"
          [lang]="language.id"
          [attr.aria-current]="language.id === locale.lang() ? 'true' : null"
          (click)="locale.choose(language.id)"
        >
          {{ language.label }}
        </button>
      }
    </app-popover-menu>
  `,
})
export class LanguageMenu {
  protected readonly locale = inject(Locale);
}
