/**
 * Fingers are what points, and letters are typed on the screen: targets are larger, and Enter
 * breaks the line.
 */
export const TOUCH = '(pointer: coarse)'
