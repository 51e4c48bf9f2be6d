import {createContext, useContext} from 'react';
import {unicode, type Glyphs} from './glyphs.ts';

const GlyphContext = createContext<Glyphs>(unicode);

/** Gives the signs to everything below. */
export const GlyphProvider = GlyphContext.Provider;

/** The signs to draw with. */
export function useGlyphs(): Glyphs {
  return useContext(GlyphContext);
}
