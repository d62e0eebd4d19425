import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { links } from "@/lib/domain/links";

/** Sends people without a session from any page to sign-in, and back to that very page afterwards. */
export async function gate(request: NextRequest): Promise<NextResponse> {
  const token = await getToken({ req: request });
  if (token) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = links.signIn(pathname === "/" ? undefined : `${pathname}${search}`);
  // A relative Location keeps the name the browser used, whatever address we are bound to.
  return new NextResponse(null, { status: 307, headers: { Location: target } });
}
