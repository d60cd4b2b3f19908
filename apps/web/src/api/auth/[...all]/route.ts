import { authDoor } from "#server/auth-door.ts";

export const GET = authDoor;
export const POST = authDoor;
