import { Location } from '@angular/common';
import { Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { map } from 'rxjs';

/**
 * The token of a mail's link, which stands in the fragment so that no server logs it; '' if there is none.
 * It is taken out of the address bar, and so out of the history, at once.
 */
export function linkToken(): Signal<string> {
  const location = inject(Location);
  const token = inject(ActivatedRoute).fragment.pipe(
    map((fragment) => {
      const found = new URLSearchParams(fragment ?? '').get('token') ?? '';
      if (found) location.replaceState(location.path(false));
      return found;
    }),
  );
  return toSignal(token, { initialValue: '' });
}
