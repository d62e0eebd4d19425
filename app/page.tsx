import { redirect } from "next/navigation";
import { links } from "@/lib/domain/links";

export default function StartPage() {
  redirect(links.queries());
}
