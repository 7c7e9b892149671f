/** Around every page: nobody is signed in, or somebody is and has all the app around their page. */
import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Language, Refused } from "@/api/client";
import { account } from "@/features/account/queries";
import { useCurrentPage } from "@/kit/pages";
import { browserLanguage } from "@/words/languages";
import { NotYours } from "./NotYours";
import { Opening } from "./Opening";
import { Shell } from "./Shell";

const SignIn = lazy(async () => ({ default: (await import("@/features/account/SignIn")).SignIn }));
const EnrolFirst = lazy(async () => ({ default: (await import("@/features/account/EnrolFirst")).EnrolFirst }));

export function Frame() {
  const page = useCurrentPage();
  const owner = useQuery({ ...account.owner(), enabled: !page?.open });
  if (page?.open) return <Spoken language={browserLanguage()}>{<Outlet />}</Spoken>;
  if (owner.isPending) return <Opening />;
  if (owner.isError) {
    const codeNeeded = owner.error instanceof Refused && owner.error.code === "code_needed";
    return (
      <Spoken language={browserLanguage()}>
        <SignIn codeNeeded={codeNeeded} />
      </Spoken>
    );
  }
  const permissions = owner.data.permissions ?? [];
  const may = page?.needs === undefined || permissions.includes(page.needs);
  const missing = owner.data.missing === "second_factor";
  return (
    <Spoken language={owner.data.language ?? "en"}>
      <Shell owner={owner.data}>
        <Suspense fallback={<Opening />}>{missing ? <EnrolFirst /> : may ? <Outlet /> : <NotYours />}</Suspense>
      </Shell>
    </Spoken>
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
