import { Image as ImageIcon } from "lucide-react";
import type { ReactNode } from "react";

type SafeLinkProps = { readonly href: string | undefined; readonly children: ReactNode };

/** A link that a model wrote: it leaves in a tab of its own, which knows nothing of this one. Other addresses are only words. */
export function SafeLink({ href, children }: SafeLinkProps) {
  if (!href || !/^(https?|mailto|tel):/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

type ImageOfferProps = { readonly src: string | undefined; readonly alt: string | null | undefined };

/** A picture that a model points at, to be opened by who wants to. */
export function ImageOffer({ src, alt }: ImageOfferProps) {
  const name = alt || "Image";
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom text-muted">
      <ImageIcon aria-hidden="true" className="size-4 shrink-0" />
      {src && /^https?:/i.test(src) ? <SafeLink href={src}>{name}</SafeLink> : name}
    </span>
  );
}
