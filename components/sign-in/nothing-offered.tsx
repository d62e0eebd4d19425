const needed = [
  { name: "OIDC_ISSUER", meaning: "address of the identity provider" },
  { name: "OIDC_CLIENT_ID", meaning: "Athenaeum's id there" },
  { name: "OIDC_CLIENT_SECRET", meaning: "its secret" },
];

/** For whoever runs the console: neither an identity provider nor the sample people are available here. */
export function NothingOffered() {
  return (
    <section aria-labelledby="nothing-offered">
      <h2 id="nothing-offered" className="font-semibold">
        No way to sign in is set up
      </h2>
      <p className="mt-1 text-soft">
        Whoever runs this console connects an OpenID Connect provider with these environment
        variables and starts it again:
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded border bg-raised px-3 py-2.5">
        {needed.map(({ name, meaning }) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid max-md:mb-1 max-md:block">
            <dt className="font-mono text-sm">{name}</dt>
            <dd className="text-sm text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">
        The sample people of the local backend sign in only on the machine itself, at{" "}
        <span className="font-mono">localhost</span> or <span className="font-mono">127.0.0.1</span>
        .
      </p>
    </section>
  );
}
