import { Late } from '../appearance/Late.svelte';

/** The highlighter with its grammars, which the first page does without. */
export const colours = new Late(() => import('./highlight'));
