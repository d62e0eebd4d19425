"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { PythonCode } from "@/components/data/python-code";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useTicking } from "@/components/ui/clock";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import { sessionEndpointMutation } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { formatCountdown } from "@/lib/domain/format";
import { decide } from "@/lib/domain/permissions";
import { isSessionInFlight, sessionStateFacts } from "@/lib/domain/sessions";
import { connectSnippet } from "@/lib/domain/spark-connect";

/** How a Spark Connect client reaches the session: asked for by a click, shown to nobody else, kept nowhere. */
export function ConnectSection({ session }: Pick<SessionDetail, "session">) {
  const me = useMe();
  const endpoint = useMutation(sessionEndpointMutation());
  const [hidden, setHidden] = useState(false);
  const verdict = me && decide(me.actor, "getSessionEndpoint", { workgroup: session.workgroup });
  const { actions, label } = sessionStateFacts(session.state);
  const connects = actions.includes("connect");
  const whyNot =
    verdict?.allowed === false
      ? verdict.reason
      : connects
        ? undefined
        : `The session is ${label.toLowerCase()}`;
  const ask = () => {
    setHidden(false);
    endpoint.mutate(session.id);
  };
  const shown = hidden || !isSessionInFlight(session.state) ? undefined : endpoint.data;
  return (
    <Section
      title="Connect"
      actions={
        shown ? (
          <>
            <Button size="sm" loading={endpoint.isPending} onClick={ask}>
              Get new token
            </Button>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                setHidden(true);
                endpoint.reset();
              }}
            >
              Hide
            </Button>
          </>
        ) : undefined
      }
    >
      {shown ? (
        <>
          <PythonCode
            label="Python that connects to this session"
            code={connectSnippet(shown.endpointUrl, shown.authToken)}
          />
          <DefinitionList
            rows={[
              {
                label: "Endpoint",
                value: <CopyableId id={shown.endpointUrl} label="endpoint" keepEnd={14} />,
              },
              {
                label: "Token",
                value: <CopyableId id={shown.authToken} label="token" />,
              },
              { label: "Token ends in", value: <Expiry at={shown.expiresAt} /> },
            ]}
          />
          {me?.context.backend === "local" ? (
            <Banner>
              local-athena runs no Spark Connect server: the endpoint and its token are real, but a
              client gets no session there. On AWS this code connects.
            </Banner>
          ) : null}
        </>
      ) : (
        <div className="flex flex-col items-start gap-2.5">
          <p className="max-w-[72ch] text-soft">
            Spark Connect clients, such as PySpark 3.5, run their code in this session. They need
            its endpoint and a token that ends after a while. The token gives all rights in the
            session: it is shown here only, and who asked for it is recorded.
          </p>
          <Button
            icon={<KeyRound aria-hidden />}
            loading={endpoint.isPending}
            onClick={ask}
            {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
          >
            Get endpoint and token
          </Button>
        </div>
      )}
      {endpoint.error ? <Banner tone="bad">{endpoint.error.message}</Banner> : null}
    </Section>
  );
}

function Expiry({ at }: { at: number | undefined }) {
  const shown = useTicking(
    (now) =>
      at === undefined ? "not reported" : at > now ? formatCountdown(at - now) : "it has ended",
    "…",
  );
  return <span className={shown === "it has ended" ? "text-bad" : "tabular-nums"}>{shown}</span>;
}
