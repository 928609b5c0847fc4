import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Line icons drawn for Lyceum on a 24 × 24 grid, as SVG path data. */
const PATHS = {
  archive: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15zM10 20.500h4',
  book: 'M12 6.500C10 5 7 4.5 4 4.500v13c3 0 6 .5 8 2 2-1.5 5-2 8-2v-13c-3 0-6 .5-8 2zM12 6.500v13',
  chart: 'M4 4v16h16M8.5 16v-5M13 16V7M17.5 16v-3',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 1.5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  down: 'M12 5v14M6 13l6 6 6-6',
  edit: 'M4.5 19.500l1-4L16 5l3 3L8.5 18.500zM14 7l3 3',
  eye: 'M3 12c2.5-4.5 5.5-6.5 9-6.500s6.5 2 9 6.500c-2.5 4.5-5.5 6.5-9 6.500S5.5 16.5 3 12zM12 9.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  globe:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c2.7 2.5 4 5 4 8s-1.3 5.5-4 8c-2.7-2.5-4-5-4-8s1.3-5.5 4-8z',
  list: 'M9 6.500h11M9 12h11M9 17.500h11M4.5 6.500h.01M4.5 12h.01M4.5 17.500h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  moon: 'M19 14.500A8 8 0 0 1 9.5 5 8 8 0 1 0 19 14.500z',
  people:
    'M9 5a3.2 3.2 0 1 0 0 6.400A3.2 3.2 0 0 0 9 5zM3 19c.5-3.5 2.7-5.2 6-5.200s5.5 1.7 6 5.200M15.5 5.300a3.2 3.2 0 0 1 0 5.800M17.5 14.300c2 .7 3.2 2.3 3.5 4.7',
  person:
    'M12 4.500a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.400zM4.5 20c.6-3.8 3.3-5.6 7.5-5.600s6.9 1.8 7.5 5.6',
  plus: 'M12 5v14M5 12h14',
  question:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.7 9.800a2.4 2.4 0 1 1 3.4 2.200c-.8.4-1.1.800-1.1 1.600M12 16.300v.01',
  search: 'M10.5 5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM14.5 14.500L20 20',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4',
  trash: 'M5 7h14M9.5 7V4.500h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5',
  up: 'M12 19V5M6 11l6-6 6 6',
  video: 'M4 6h16v12H4zM10.5 9.500v5l4-2.500z',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative line icon; the words beside it, or the button's label, carry the meaning. */
@Component({
  selector: 'app-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path [attr.d]="path()" />
    </svg>
  `,
  host: { '[class.mirrored]': "name() === 'arrow'" },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      inline-size: 1.25em;
      block-size: 1.25em;
      vertical-align: -0.25em;
    }

    :host-context([dir='rtl']):host(.mirrored) {
      transform: scaleX(-1);
    }

    svg {
      inline-size: 100%;
      block-size: 100%;
      fill: none;
      stroke: currentcolor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
