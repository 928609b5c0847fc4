import { DOCUMENT, Injectable, inject } from '@angular/core';
import { Theme } from '../core/theme';

/** The theme's colours as plain values, for what cannot read CSS variables, such as a canvas. */
@Injectable({ providedIn: 'root' })
export class ThemeColours {
  private readonly document = inject(DOCUMENT);
  private readonly theme = inject(Theme);

  /** The present value of a token such as `--mat-sys-primary`; in a `computed` it follows the theme. */
  of(token: string): string {
    this.theme.name();
    const probe = this.document.createElement('span');
    probe.style.color = `var(${token})`;
    this.document.body.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }
}
