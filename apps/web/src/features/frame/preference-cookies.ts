export const railCookie = "slipway-rail";
export const characterKeysCookie = "slipway-character-keys";
