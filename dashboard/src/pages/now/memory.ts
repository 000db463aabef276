/** What the list looked like when it was left, for coming back from a session. */
export const memory: { query: string; selectedId: string | undefined; scrollTop: number } = {
  query: '',
  selectedId: undefined,
  scrollTop: 0,
};
