/** A stretch of running text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link';
      readonly address: string;
      /** What to show on hover, beside the address. */
      readonly title: string;
      readonly children: readonly Inline[];
    };

export type Align = 'left' | 'center' | 'right';

/** A column's place in its row says how it is aligned: see `Table`. */
export type Cell = readonly Inline[];

/** One point of a list; `isDone` where it is a task. */
export interface Item {
  readonly isDone?: boolean;
  readonly blocks: readonly Block[];
}

/** A piece of a message that stands on lines of its own. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string; readonly info: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The first point's number; undefined where points have none. */
      readonly start?: number;
      readonly isLoose: boolean;
      readonly items: readonly Item[];
    }
  | {
      readonly kind: 'table';
      readonly aligns: readonly Align[];
      readonly head: readonly Cell[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly kind: 'rule' }
  /** Shown as it was written. */
  | { readonly kind: 'plain'; readonly text: string };
