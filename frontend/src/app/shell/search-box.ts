import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../ui/icon';

/** The course search: one field that leads to the catalogue, with the query in the address. */
@Component({
  selector: 'app-search-box',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, TranslocoDirective],
  template: `
    <form *transloco="let t" role="search" (submit)="search($event, field.value)">
      <app-icon name="search" />
      <input
        #field
        type="search"
        name="search"
        autocomplete="off"
        maxlength="200"
        [attr.aria-label]="t('search.label')"
        [placeholder]="t('search.placeholder')"
        [value]="value()"
      />
      @if (isLarge()) {
        <button type="submit">{{ t('search.submit') }}</button>
      }
    </form>
  `,
  host: { '[class.large]': 'isLarge()' },
  styles: `
    :host {
      display: block;
    }

    form {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      min-block-size: 2.75rem;
      padding-inline: 0.875rem;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 2rem;
      background: var(--mat-sys-surface-container-lowest);
      color: var(--mat-sys-on-surface-variant);
    }

    form:focus-within {
      outline: 3px solid var(--mat-sys-tertiary);
      outline-offset: 1px;
    }

    input {
      flex: 1;
      min-inline-size: 0;
      padding-block: 0.5rem;
      border: 0;
      outline: 0;
      font: inherit;
      color: var(--mat-sys-on-surface);
      background: none;
    }

    input::placeholder {
      color: var(--mat-sys-on-surface-variant);
      opacity: 1;
    }

    :host(.large) form {
      min-block-size: 3.5rem;
      padding-inline: 1.25rem 0.375rem;
    }

    button {
      min-block-size: 2.75rem;
      padding-inline: 1.5rem;
      border: 0;
      border-radius: 2rem;
      font: inherit;
      font-weight: 500;
      color: var(--mat-sys-on-primary);
      background: var(--mat-sys-primary);
      cursor: pointer;
    }
  `,
})
export class SearchBox {
  private readonly router = inject(Router);
  readonly value = input('');
  readonly isLarge = input(false);
  readonly searched = output();

  protected search(event: Event, text: string) {
    event.preventDefault();
    const search = text.trim() || null;
    const queryParams = { search, page: null };
    void this.router.navigate(['/'], { queryParams, queryParamsHandling: 'merge' });
    this.searched.emit();
  }
}
