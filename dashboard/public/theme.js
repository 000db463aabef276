// Runs before the first paint, so that a chosen theme does not flash. See src/appearance/.
try {
  const theme = localStorage.getItem('signalbox.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's theme is used.
}
