/** A part of the page that is loaded when it is first wanted. Until then, and without it, all works. */
export class Late<T> {
  private loaded = $state.raw<T>();
  private isLoading = false;

  constructor(private readonly load: () => Promise<T>) {}

  /** What was loaded; whoever reads it is told when it is there. */
  get value(): T | undefined {
    return this.loaded;
  }

  /** After a failure the next one who wants it tries again. */
  async want(): Promise<void> {
    if (this.isLoading || this.loaded !== undefined) return;
    this.isLoading = true;
    try {
      this.loaded = await this.load();
    } catch {
      // The hub is away, or is of another version by now: what there is stays plain.
    } finally {
      this.isLoading = false;
    }
  }
}
