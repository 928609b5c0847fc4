// Applies the remembered theme and language before the first paint; a file of its own because the
// Content-Security-Policy allows no inline script. Keys are those of core/theme.ts and core/locale.ts.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('lyceum.theme');
    const locale = localStorage.getItem('lyceum.locale');
    if (theme) root.dataset.theme = theme;
    if (locale) root.lang = locale;
    if (locale === 'ar') root.dir = 'rtl';
  } catch {
    // Storage is blocked: the defaults stand.
  }
})();
