export { parseMarkdown } from '../../markdown/parse';
export { default as Blocks } from './Blocks.svelte';
