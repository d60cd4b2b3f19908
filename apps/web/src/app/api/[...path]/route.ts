import { AppError } from "@slipway/schemas/errors/app-error";
import { publicDoor } from "#server/public-door.ts";

/** Whatever no other route answers: an error in the API's shape instead of a page. */
const nothingHere = publicDoor(() => {
  throw new AppError("not_found", "There is nothing at this address. See /docs/api.");
});

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
