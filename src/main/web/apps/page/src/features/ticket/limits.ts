/** The longest title of a ticket that the server takes. */
export const LONGEST_TITLE = 200
