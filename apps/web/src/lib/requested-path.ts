/** Path and query of the page that is asked for, from the proxy to the layouts: Next tells them neither. */
export const requestedPathHeader = "x-slipway-path";
