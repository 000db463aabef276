import { Late } from '../../appearance/Late.svelte';

/** The parser of Markdown and what draws its tree, which the first page does without. */
export const reader = new Late(() => import('./reading'));
