/** The panes of the first screen, by their names. */
export type PaneName = 'history' | 'heads' | 'log' | 'detail';

/** A rectangle of the screen in cells, its border included. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands on a screen of one size. */
export type Layout =
  | {readonly kind: 'tooSmall'}
  /** One pane at a time under a row of tabs. */
  | {readonly kind: 'narrow'; readonly body: Area; readonly panes: Readonly<Record<PaneName, Area>>}
  /** Panes on the left, what is selected on the right. */
  | {
      readonly kind: 'wide';
      readonly body: Area;
      readonly panes: Readonly<Record<PaneName, Area>>;
      /** Whether the panes of the left column stand one above the other, or one is shown at a time. */
      readonly stacked: boolean;
    };

/** A layout that shows more than a card. */
export type FittingLayout = Exclude<Layout, {readonly kind: 'tooSmall'}>;

/** The smallest screen that shows more than a card. */
export const smallest = {columns: 60, rows: 15};

const wideFrom = 100;
const stackedFrom = 26;
const headerRows = 1;
const footerRows = 1;
const tabRows = 2;
const noticeRows = 1;
const headsRows = {least: 6, most: 12};
const logRows = 6;

/** The layout for a screen; the same for the same size, whatever is on it. */
export function computeLayout(columns: number, rows: number): Layout {
  if (columns < smallest.columns || rows < smallest.rows) return {kind: 'tooSmall'};
  const height = rows - headerRows - footerRows;
  return columns < wideFrom ? narrow(columns, height) : wide(columns, height);
}

/** The room that a pane has for what it shows: without its border, where it has one. */
export function paneRoom(layout: Layout, pane: PaneName): Area {
  if (layout.kind === 'tooSmall') return {width: 0, height: 0};
  const {width, height} = layout.panes[pane];
  return layout.kind === 'narrow' ? {width, height} : {width: width - 2, height: height - 2};
}

function narrow(columns: number, height: number): Layout {
  const pane = {width: columns, height: height - tabRows - noticeRows};
  return {
    kind: 'narrow',
    body: {width: columns, height},
    panes: {history: pane, heads: pane, log: pane, detail: pane},
  };
}

function wide(columns: number, height: number): Layout {
  const width = Math.floor(columns / 2);
  const stacked = height >= stackedFrom;
  const heads = Math.min(headsRows.most, Math.max(headsRows.least, Math.floor(height / 4)));
  const left = (rows: number): Area => ({width, height: stacked ? rows : height});
  return {
    kind: 'wide',
    body: {width: columns, height},
    stacked,
    panes: {
      history: left(height - heads - logRows),
      heads: left(heads),
      log: left(logRows),
      detail: {width: columns - width, height},
    },
  };
}
