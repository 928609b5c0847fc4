import { openPage } from '../../../testing/page';
import { COURSE_ID, makePageOf } from '../../../testing/samples';

const CODE = 'K7MQ2XW9PDK7MQ2XW9PDK7MQ2X';
const facts = {
  code: CODE,
  name: 'Ada Byron',
  course_title: 'How to Study Well',
  instructor: 'Grace',
  school: 'Lyceum School',
  hours: '1.50',
  lesson_count: 10,
  completed_at: '2026-03-04T10:00:00Z',
  issued_at: '2026-03-05T10:00:00Z',
  url: `https://lyceum.example.org/verify/${CODE}`,
};
const own = { ...facts, id: '64b0000000000000000000c1', student: 'ada', course: COURSE_ID };

describe('Certificates', () => {
  it('are listed with all they say, and lead to the page for everybody', async () => {
    const page = await openPage('/certificates', { as: {} });
    expect(page.screen.text).toContain('Loading');
    await page.answer('GET', '/api/certificates/', makePageOf([own]));
    expect(page.screen.get('heading', 'How to Study Well')).toBeTruthy();
    const link = page.screen.get('link', 'Page to show others: How to Study Well');
    expect(link.getAttribute('href')).toBe(`/verify/${CODE}`);
  });

  it('are saved as files', async () => {
    URL.createObjectURL = jest.fn(() => 'blob:certificate');
    URL.revokeObjectURL = jest.fn();
    const saved = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation();
    const page = await openPage('/certificates', { as: {} });
    await page.answer('GET', '/api/certificates/', makePageOf([own]));
    await page.click(page.screen.get('button', 'Save as PDF: How to Study Well'));
    page.expect('GET', `/api/certificates/${own.id}/pdf/`).flush(new Blob(['%PDF-']));
    await page.settle();
    expect(saved).toHaveBeenCalledTimes(1);
    saved.mockRestore();
  });

  it('say so when there are none, and what went wrong', async () => {
    const page = await openPage('/certificates', { as: {} });
    await page.refuse('GET', '/api/certificates/', 503, { code: 'unavailable' });
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('GET', '/api/certificates/', makePageOf([]));
    expect(page.screen.text).toContain('No certificates yet');
  });

  it('are verified by anybody, with every fact', async () => {
    const page = await openPage(`/verify/${CODE}`);
    await page.answer('GET', `/api/certificates/verify/${CODE}/`, facts);
    expect(page.screen.get('status').textContent).toContain('This certificate is genuine.');
    for (const fact of [
      'Ada Byron',
      'How to Study Well',
      'Grace',
      'Lyceum School',
      '10 lessons',
      '1.5 hours',
      'March 4, 2026',
      'March 5, 2026',
      CODE,
    ])
      expect(page.screen.text).toContain(fact);
  });

  it('are not known here where the code is wrong', async () => {
    const page = await openPage('/verify/NOPE');
    await page.refuse('GET', '/api/certificates/verify/NOPE/', 404, { code: 'not_found' });
    expect(page.screen.get('alert').textContent).toContain('no certificate with the code NOPE');
  });
});
