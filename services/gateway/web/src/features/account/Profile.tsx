/** My account: profile, password, second factor, where I am signed in. */
import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { ChangePassword } from "./ChangePassword";
import { Person } from "./Person";
import { account } from "./queries";
import { SecondFactor } from "./SecondFactor";
import { Sessions } from "./Sessions";

export function Profile() {
  const profile = useQuery(account.profile());
  return (
    <Page>
      {profile.isError && <Trouble error={profile.error} retry={() => void profile.refetch()} />}
      {profile.isPending && <Skeleton h={320} />}
      {profile.data && (
        <Stack maw="44rem">
          <Person profile={profile.data} />
          <SecondFactor on={profile.data.totp} left={profile.data.recovery_codes_left} />
          <ChangePassword />
          <Sessions />
        </Stack>
      )}
    </Page>
  );
}
