/** What the values of a run in the page are called; here, since the note over the canvas must not load the lab. */
export const IN_PAGE = "training in this page";
