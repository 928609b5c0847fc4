/** Finds elements as people do: by role and name. A small part of what testing libraries know. */
const SELECTORS = {
  alert: '[role=alert]',
  button: 'button, [role=button]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  heading: 'h1, h2, h3, h4',
  link: 'a[href]',
  listitem: 'li',
  progressbar: '[role=progressbar]',
  radio: 'input[type=radio]',
  row: 'tr',
  searchbox: 'input[type=search]',
  spinbutton: 'input[type=number]',
  status: '[role=status]',
  textbox: 'input:not([type]), input[type=text], input[type=email], input[type=url], textarea',
} as const;
export type Role = keyof typeof SELECTORS;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Name = string | RegExp;

export class Screen {
  constructor(readonly root: HTMLElement) {}

  get text(): string {
    return clean(this.root.textContent);
  }

  all(role: Role, name?: Name): HTMLElement[] {
    const found = [...this.root.querySelectorAll<HTMLElement>(SELECTORS[role])];
    return found.filter((element) => name === undefined || fits(accessibleName(element), name));
  }

  /** The one element with this role and name. */
  get(role: Role, name?: Name): HTMLElement {
    const [first, ...others] = this.all(role, name);
    if (!first || others.length > 0) {
      const names = this.all(role).map((element) => `"${accessibleName(element)}"`);
      throw new Error(
        `${others.length + (first ? 1 : 0)} × ${role} ${name ?? ''} among ${names.join(', ')}`,
      );
    }
    return first;
  }

  /** The field with this label. */
  field(label: Name): Field {
    const fields = this.root.querySelectorAll<Field>('input, textarea, select');
    const found = [...fields].find((element) => fits(accessibleName(element), label));
    if (!found) throw new Error(`No field is labelled ${label}`);
    return found;
  }

  type(label: Name, value: string) {
    const field = this.field(label);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

export function accessibleName(element: HTMLElement): string {
  const labelledBy = element.getAttribute('aria-labelledby');
  if (labelledBy) {
    const parts = labelledBy.split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
    return clean(parts.join(' '));
  }
  const label = element.getAttribute('aria-label');
  if (label) return clean(label);
  const labels = (element as HTMLInputElement).labels;
  if (labels?.length) return clean([...labels].map((each) => each.textContent).join(' '));
  return clean(element.textContent);
}

function fits(actual: string, expected: Name): boolean {
  return typeof expected === 'string' ? actual === expected : expected.test(actual);
}

function clean(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
