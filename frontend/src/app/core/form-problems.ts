import { FormGroup } from '@angular/forms';
import type { Problem } from './problem';

/**
 * Puts the server's refusals at the fields they are about, as the error `server`.
 * Returns whether every one found its field; if not, the page shows the problem as a whole.
 */
export function showFieldProblems(form: FormGroup, problem: Problem): boolean {
  let found = 0;
  for (const { field, code, message } of problem.errors) {
    const control = form.get(field);
    if (!control) continue;
    control.setErrors({ server: { code, message } });
    control.markAsTouched();
    found += 1;
  }
  return found > 0 && found === problem.errors.length;
}
