export { gate as proxy } from "@/lib/server/auth/gate";

export const config = {
  matcher: [
    "/((?!api/|_next/|sign-in$|icon|favicon|[^/]*\\.(?:svg|png|ico|woff2)$).*)",
    // Of routes those alone whose address may be none.
    "/api/(.*%.*)",
  ],
};
