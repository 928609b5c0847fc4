import { openPage } from '../../../testing/page';
import type { NotificationPreferences } from '../../core/models';

const PATH = '/api/notifications/preferences/';
const ALL = { in_app: true, mail: true, push: true };

function makePreferences(given: Partial<NotificationPreferences> = {}): NotificationPreferences {
  return {
    enrolled: ALL,
    queued: ALL,
    seat_granted: ALL,
    milestone: ALL,
    certificate: ALL,
    quiz_passed: ALL,
    quiz_retry: ALL,
    announcement: ALL,
    streak: ALL,
    digest: false,
    ...given,
  };
}

async function open(preferences = makePreferences()) {
  const page = await openPage('/profile/notifications', { as: {} });
  await page.answer('GET', PATH, preferences);
  return page;
}

describe('Notification preferences', () => {
  it('show for each kind by which ways it comes', async () => {
    const page = await open(makePreferences({ streak: { ...ALL, mail: false } }));
    expect(page.screen.all('checkbox')).toHaveLength(9 * 3 + 1);
    expect(page.screen.field('Your streak: By e-mail')).toHaveProperty('checked', false);
    expect(page.screen.field('Your streak: In the list')).toHaveProperty('checked', true);
  });

  it('are stored with every kind', async () => {
    const page = await open();
    await page.click(page.screen.field('Your streak: By e-mail'));
    await page.click(page.screen.field(/^A summary/));
    await page.click(page.screen.get('button', 'Save'));
    const stored = makePreferences({ streak: { ...ALL, mail: false }, digest: true });
    const request = await page.answer('PUT', PATH, stored);
    expect(request.body).toEqual(stored);
    expect(page.screen.field('Your streak: By e-mail')).toHaveProperty('checked', false);
  });

  it('offer no push of what is not in the list', async () => {
    const page = await open();
    await page.click(page.screen.field('A certificate: In the list'));
    expect(page.screen.field('A certificate: At once, in open windows')).toHaveProperty(
      'disabled',
      true,
    );
  });

  it('stay as chosen when the server refuses', async () => {
    const page = await open();
    await page.click(page.screen.field(/^A summary/));
    await page.click(page.screen.get('button', 'Save'));
    await page.refuse('PUT', PATH, 503, { code: 'unavailable' });
    expect(page.screen.get('alert').textContent).toContain('cannot answer');
    expect(page.screen.field(/^A summary/)).toHaveProperty('checked', true);
  });

  it('can be read again after a failure', async () => {
    const page = await openPage('/profile/notifications', { as: {} });
    await page.refuse('GET', PATH, 503, { code: 'unavailable' });
    await page.click(page.screen.get('button', 'Try again'));
    await page.answer('GET', PATH, makePreferences());
    expect(page.screen.all('alert')).toHaveLength(0);
  });
});
