import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Ground and two figures, each set readable beside the others in light and dark. */
const PALETTES = [
  ['#0e6a63', '#87d4cb', '#ffdbcf'],
  ['#7d2d08', '#ffb59a', '#ffe9c7'],
  ['#28456e', '#9dc1f5', '#f6d9a8'],
  ['#4b3b72', '#c7b3f2', '#ffd9e3'],
  ['#3d5a2b', '#b9d69b', '#fff0c2'],
  ['#6b2f4a', '#f0b3cc', '#ffe3c9'],
] as const;

interface Shape {
  x: number;
  y: number;
  size: number;
  turn: number;
  isRound: boolean;
  colour: string;
}

/** A 32-bit FNV-1a hash: the same seed always gives the same picture. */
function hash(seed: string): number {
  let value = 0x811c9dc5;
  for (const character of seed) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

/** A course's cover: its image, or a pattern made from its slug. */
@Component({
  selector: 'app-cover-art',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (image()) {
      <img [src]="image()" alt="" width="640" height="360" loading="lazy" decoding="async" />
    } @else {
      <svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <rect width="320" height="180" [attr.fill]="ground()" />
        @for (shape of shapes(); track $index) {
          <g
            [attr.transform]="
              'translate(' + shape.x + ' ' + shape.y + ') rotate(' + shape.turn + ')'
            "
          >
            @if (shape.isRound) {
              <path
                [attr.d]="
                  'M0 0h' +
                  shape.size +
                  'a' +
                  shape.size +
                  ' ' +
                  shape.size +
                  ' 0 0 1 -' +
                  shape.size +
                  ' ' +
                  shape.size +
                  'z'
                "
                [attr.fill]="shape.colour"
                [attr.stroke]="shape.colour"
              />
            } @else {
              <rect
                [attr.width]="shape.size"
                [attr.height]="shape.size"
                [attr.fill]="shape.colour"
                [attr.stroke]="shape.colour"
              />
            }
          </g>
        }
      </svg>
    }
  `,
  styles: `
    :host {
      display: block;
      aspect-ratio: 16 / 9;
      overflow: hidden;
      background: var(--mat-sys-surface-container-high);
    }

    /* Closes the hairlines that anti-aliasing leaves between neighbours. */
    path,
    g rect {
      stroke-width: 0.5;
    }

    img,
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
  `,
})
export class CoverArt {
  readonly image = input<string | null | undefined>('');
  readonly seed = input.required<string>();
  private readonly number = computed(() => hash(this.seed()));
  private readonly palette = computed(
    () => PALETTES[this.number() % PALETTES.length] ?? PALETTES[0],
  );
  protected readonly ground = computed(() => this.palette()[0]);
  protected readonly shapes = computed(() => this.tile());

  /** A grid of quarter discs and squares; a third of the cells stays empty. */
  private tile(): Shape[] {
    const shapes: Shape[] = [];
    const size = 60;
    for (let cell = 0; cell < 18; cell += 1) {
      const draw = hash(`${this.seed()}:${cell}`);
      if (draw % 3 === 0) continue;
      const turn = ((draw >>> 4) % 4) * 90;
      const corner = turn / 90;
      shapes.push({
        x: (cell % 6) * size + (corner === 1 || corner === 2 ? size : 0) - 20,
        y: Math.floor(cell / 6) * size + (corner >= 2 ? size : 0),
        size,
        turn,
        isRound: (draw >>> 7) % 4 !== 0,
        colour: this.palette()[1 + ((draw >>> 9) % 2)] ?? '',
      });
    }
    return shapes;
  }
}
