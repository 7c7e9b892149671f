/** Around every page: nobody is signed in, or somebody is and has all the app around their page. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { type Language, Refused, type SessionOwner } from "@/api/client";
import { hearTabs, session, tellTabs } from "@/api/session";
import { account, comeBack } from "@/features/account/queries";
import { lazily } from "@/kit/lazily";
import { useCurrentPage } from "@/kit/pages";
import { browserLanguage } from "@/words/languages";
import { NotYours } from "./NotYours";
import { Opening } from "./Opening";
import { Shell } from "./Shell";
import { Unreachable } from "./Unreachable";

const SignIn = lazily(() => import("@/features/account/SignIn"), "SignIn");
const SignInAgain = lazily(() => import("@/features/account/SignInAgain"), "SignInAgain");
const EnrolFirst = lazily(() => import("@/features/account/EnrolFirst"), "EnrolFirst");

export function Frame() {
  const client = useQueryClient();
  const page = useCurrentPage();
  const owner = useQuery({ ...account.owner(), enabled: !page?.open });
  useEffect(() => hearTabs(() => void comeBack(client)), [client]);
  if (page?.open) return <Spoken language={browserLanguage()}>{<Outlet />}</Spoken>;
  // A call that fails later takes nobody's page away: what was known of them still holds.
  if (owner.data)
    return (
      <Spoken language={owner.data.language}>
        <SignedIn owner={owner.data} />
      </Spoken>
    );
  if (owner.error instanceof Refused && owner.error.status === 401)
    return (
      <Spoken language={browserLanguage()}>
        <SignIn codeNeeded={owner.error.code === "code_needed"} />
      </Spoken>
    );
  const away = owner.failureReason ?? owner.error;
  if (away || owner.isPaused) return <Unreachable error={away} retry={() => void client.resetQueries()} />;
  return <Opening />;
}

function SignedIn({ owner }: { owner: SessionOwner }) {
  const page = useCurrentPage();
  const over = useSyncExternalStore(session.subscribe, session.over);
  const may = page?.needs === undefined || (owner.permissions ?? []).includes(page.needs);
  const missing = owner.missing === "second_factor";
  useEffect(() => tellTabs("opened"), []);
  return (
    <>
      <Shell owner={owner}>
        <Suspense fallback={<Opening />}>{missing ? <EnrolFirst /> : may ? <Outlet /> : <NotYours />}</Suspense>
      </Shell>
      {over && (
        <Suspense>
          <SignInAgain owner={owner} />
        </Suspense>
      )}
    </>
  );
}

/** The reader's language: the profile's, and before sign-in the browser's. Nothing is shown in another one first. */
function Spoken({ language, children }: { language: Language; children: ReactNode }) {
  const { i18n } = useTranslation();
  const [ready, setReady] = useState(i18n.language === language);
  useEffect(() => {
    let wanted = true;
    void i18n.changeLanguage(language).then(() => wanted && setReady(true));
    return () => {
      wanted = false;
    };
  }, [i18n, language]);
  return ready ? <Suspense fallback={<Opening />}>{children}</Suspense> : <Opening />;
}
