import { GROUPINGS, type Grouping } from '../store/group';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const DENSITIES = ['cosy', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** How a person wants the page to look, kept in this browser. */
class Preferences {
  theme = $state<Theme>(stored('theme', THEMES, 'system'));
  density = $state<Density>(stored('density', DENSITIES, 'cosy'));
  grouping = $state<Grouping>(stored('grouping', GROUPINGS, 'status'));

  setTheme(theme: Theme): void {
    this.theme = theme;
    store('theme', theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }

  setDensity(density: Density): void {
    this.density = density;
    store('density', density);
  }

  setGrouping(grouping: Grouping): void {
    this.grouping = grouping;
    store('grouping', grouping);
  }
}

function stored<T extends string>(key: string, choices: readonly T[], fallback: T): T {
  try {
    const value = localStorage.getItem(`signalbox.${key}`);
    return choices.find((choice) => choice === value) ?? fallback;
  } catch {
    return fallback;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(`signalbox.${key}`, value);
  } catch {
    // Storage may be forbidden or full: the choice then lasts until the page is closed.
  }
}

export const preferences = new Preferences();
