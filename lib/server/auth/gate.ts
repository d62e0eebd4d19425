import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { links } from "@/lib/domain/links";

/** Sends people without a session from any page to sign-in, and back to that very page afterwards. */
export async function gate(request: NextRequest): Promise<NextResponse> {
  // Next itself answers what cannot be decoded with a bare 500.
  if (!isDecodable(request.nextUrl.pathname))
    return new NextResponse("This address cannot be read.", { status: 400 });
  const token = await getToken({ req: request });
  if (token) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const target = links.signIn(pathname === "/" ? undefined : `${pathname}${search}`);
  // Next makes this Location relative again, so the browser keeps the name it used for us.
  return NextResponse.redirect(new URL(target, request.nextUrl), 307);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
