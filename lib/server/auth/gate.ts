import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import type { z } from "zod";
import type { errorBody } from "@/lib/contracts/errors";
import { ERROR_STATUS } from "@/lib/domain/errors";
import { links } from "@/lib/domain/links";

/**
 * Sends people without a session from any page to sign-in, and back to that very page afterwards. Routes ask for
 * themselves who is there.
 */
export async function gate(request: NextRequest): Promise<NextResponse> {
  const isRoute = request.nextUrl.pathname.startsWith("/api/");
  // Next itself answers what cannot be decoded with a bare 500.
  if (!isDecodable(request.nextUrl.pathname)) return isRoute ? unreadableRoute() : unreadablePage();
  if (isRoute) return NextResponse.next();
  const token = await getToken({ req: request });
  if (token) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = links.signIn(pathname === "/" ? undefined : `${pathname}${search}`);
  // Next makes this Location relative again, so the browser keeps the name it used for us.
  return NextResponse.redirect(new URL(target, request.nextUrl), 307);
}

const UNREADABLE = "This address cannot be read";
const unreadablePage = () => new NextResponse(`${UNREADABLE}.`, { status: 400 });

function unreadableRoute(): NextResponse {
  const body: z.output<typeof errorBody> = {
    error: { code: "INVALID", message: UNREADABLE, requestId: randomUUID() },
  };
  return NextResponse.json(body, { status: ERROR_STATUS.INVALID });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
