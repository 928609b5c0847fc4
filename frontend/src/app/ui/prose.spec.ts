import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { appProviders } from '../../testing/page';
import { Screen } from '../../testing/screen';
import { Prose } from './prose';

async function show(html: string, isPlain = false) {
  TestBed.configureTestingModule({ providers: appProviders() });
  const fixture = TestBed.createComponent(Prose);
  fixture.componentRef.setInput('html', html);
  fixture.componentRef.setInput('isPlain', isPlain);
  document.body.append(fixture.nativeElement as HTMLElement);
  await fixture.whenStable();
  return new Screen(fixture.nativeElement as HTMLElement);
}

const CODE = '<div class="highlight"><pre tabindex="0"><code>let x;</code></pre></div>';

describe('Prose', () => {
  it('follows links of this site inside the app', async () => {
    const screen = await show('<p><a href="/courses/1/lessons/2">Next</a></p>');
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    screen.get('link', 'Next').click();
    expect(navigate).toHaveBeenCalledWith('/courses/1/lessons/2');
  });

  it.each(['/api/docs/', '/media/a.pdf', '//example.org/', 'https://example.org/'])(
    'leaves %s to the browser',
    async (href) => {
      const screen = await show(`<p><a href="${href}">Link</a></p>`);
      const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      screen.root.addEventListener('click', (event) => event.preventDefault());
      screen.get('link', 'Link').dispatchEvent(click);
      expect(navigate).not.toHaveBeenCalled();
    },
  );

  it('moves the focus to the heading that a link names', async () => {
    const screen = await show('<p><a href="#c-two">Two</a></p><h2 id="c-two">Two kinds</h2>');
    screen.get('link', 'Two').click();
    expect(document.activeElement?.textContent).toBe('Two kinds');
  });

  it('offers to copy code, but not inside a label', async () => {
    expect((await show(CODE)).get('button', 'Copy')).toBeTruthy();
    TestBed.resetTestingModule();
    expect((await show(CODE, true)).all('button')).toHaveLength(0);
  });

  it('makes wide tables scroll on their own, by keyboard too', async () => {
    const screen = await show('<table><tbody><tr><th></th><th>A</th></tr></tbody></table>');
    const group = screen.root.querySelector<HTMLElement>('[role=group]');
    expect(group?.tabIndex).toBe(0);
    expect(group?.getAttribute('aria-label')).toBe('Table');
    expect(screen.root.querySelectorAll('th')).toHaveLength(1);
  });

  it('names the boxes of tasks by their words', async () => {
    const box = '<input class="task-list-item-checkbox" type="checkbox" disabled>';
    const screen = await show(`<ul><li class="task-list-item">${box} Write it down.</li></ul>`);
    expect(screen.get('checkbox', 'Write it down.')).toBeTruthy();
  });
});
