/** One conversation, as a link in a mail leads to it. */
import { Anchor, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { couples, nameOf } from "@/features/couples/queries";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { Posts } from "./Posts";
import { questions } from "./queries";
import { StateOf } from "./StateOf";

export function ThreadPage() {
  const { t } = useTranslation("questions");
  const { t: common } = useTranslation();
  const { clock } = useFormats();
  const { threadId } = useParams({ strict: false }) as { threadId: string };
  const found = useQuery(questions.one(threadId));
  const known = useQuery(couples.list());
  const thread = found.data;
  const couple = known.data?.find((one) => one.id === thread?.couple_id);
  const title = [thread && t(thread.kind), couple && nameOf(couple)].filter(Boolean).join(" · ");
  return (
    <Page
      {...(title ? { title } : {})}
      context={
        thread && (
          <Group gap="sm">
            <StateOf thread={thread} />
            {thread.dance && <Text c="dimmed">{common(`dance.${thread.dance}`)}</Text>}
            {thread.analysis_id && (
              <Anchor
                component={Link}
                to={`/analyses/${thread.analysis_id}`}
                search={{ tab: "questions", ...(thread.second != null ? { t: thread.second } : {}) } as never}
              >
                {thread.second != null ? t("goThere", { at: clock(thread.second) }) : t("toRecording")}
              </Anchor>
            )}
            {couple && (
              <Anchor component={Link} to={`/couples/${couple.id}`} search={{ tab: "feedback" } as never}>
                {t("couple")}
              </Anchor>
            )}
          </Group>
        )
      }
    >
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton h={240} />}
      {thread && <Posts thread={thread} />}
    </Page>
  );
}
