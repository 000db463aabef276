import { router } from '../routing/router.svelte';
import { isSeenIn, type Alert } from './alert';
import { claim, isInView } from './tabs';

const KEY = 'signalbox.notify';

export type NotifierState = 'on' | 'off' | 'blocked' | 'unsupported';

/** Desktop notifications of this browser: switched on by a click, never by the page itself. */
class Notifier {
  state = $state<NotifierState>(initial());

  async toggle(): Promise<void> {
    if (this.state === 'unsupported') return;
    if (this.state === 'on') {
      this.keep('off');
      return;
    }
    const permission = await Notification.requestPermission();
    this.keep(permission === 'granted' ? 'on' : permission === 'denied' ? 'blocked' : 'off');
  }

  /** Shows it once in this browser, and not to somebody who has it before them. */
  async tell(alert: Alert): Promise<void> {
    if (this.state !== 'on') return;
    if (!(await claim(alert.tag))) return;
    if (await isInView((view) => isSeenIn(alert, view))) return;
    try {
      const notification = new Notification(alert.title, { body: alert.body, tag: alert.tag });
      notification.onclick = () => {
        focus();
        router.go(alert.path);
        notification.close();
      };
    } catch {
      // Browsers of phones have the name and refuse the call.
      this.state = 'unsupported';
    }
  }

  private keep(state: 'on' | 'off' | 'blocked'): void {
    this.state = state;
    try {
      localStorage.setItem(KEY, state);
    } catch {
      // It then lasts until the page is closed.
    }
  }
}

function initial(): NotifierState {
  // Both need a secure address: https, or this machine.
  if (!('Notification' in globalThis) || !('locks' in navigator)) return 'unsupported';
  if (Notification.permission === 'denied') return 'blocked';
  try {
    const isOn = localStorage.getItem(KEY) === 'on' && Notification.permission === 'granted';
    return isOn ? 'on' : 'off';
  } catch {
    return 'off';
  }
}

export const notifier = new Notifier();
