/** The first page: what runs, what came of what ran, what is left; and, where there is nothing yet, what to do first. */
import { Anchor, Button, Group, Skeleton, Stack, Title } from "@mantine/core";
import { IconPlus, IconVideoPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { account, useMay } from "@/features/account/queries";
import { analyses } from "@/features/analyses/queries";
import { couples } from "@/features/couples/queries";
import { useUnread } from "@/features/notifications/queries";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { Latest } from "./Latest";
import { Left } from "./Left";
import { Running } from "./Running";

export function Home() {
  const { t } = useTranslation("home");
  const may = useMay();
  const unread = useUnread();
  const owner = useQuery(account.owner());
  const known = useQuery(couples.list());
  const any = useQuery(analyses.any());
  const trouble = known.isError ? known : any.isError ? any : undefined;
  const fresh = may("upload") && (known.data?.length ?? 0) > 0 && (
    <Button component={Link} to="/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("fresh")}
    </Button>
  );
  return (
    <Page context={owner.data && t("hello", { name: owner.data.name })} action={any.data && fresh}>
      {trouble?.error && <Trouble error={trouble.error} retry={() => void trouble.refetch()} />}
      {!trouble && (!known.data || any.data === undefined) && <Skeleton h={200} />}
      {known.data && any.data === false && <First couples={known.data.length} />}
      {known.data && any.data && (
        <Stack gap="xl">
          {unread > 0 && (
            <Anchor component={Link} to="/notifications" fw={600}>
              {t("news", { count: unread })}
            </Anchor>
          )}
          <Running couples={known.data} />
          <section>
            <Group justify="space-between" mb="sm">
              <Title order={2}>{t("latest")}</Title>
              <Button component={Link} to="/analyses" variant="subtle">
                {t("all")}
              </Button>
            </Group>
            <Latest couples={known.data} />
          </section>
          {may("upload") && <Left />}
        </Stack>
      )}
    </Page>
  );
}

/** The way to the first result: a couple, then a recording of it. */
function First({ couples: count }: { couples: number }) {
  const { t } = useTranslation("home");
  const may = useMay();
  if (count > 0)
    return (
      <Empty
        icon={IconVideoPlus}
        title={t("firstUpload")}
        next={t("firstUploadNext")}
        action={
          may("upload") && (
            <Button component={Link} to="/new">
              {t("fresh")}
            </Button>
          )
        }
      />
    );
  if (!may("manage_couples")) return <Empty title={t("noCouple")} next={t("noCoupleNext")} />;
  return (
    <Empty
      title={t("firstCouple")}
      next={t("firstCoupleNext")}
      action={
        <Button component={Link} to="/couples" search={{ register: "1" } as never}>
          {t("register")}
        </Button>
      }
    />
  );
}
