/** Nothing here yet, and what to do next. */
import { EmptyState, Paper } from "@mantine/core";
import { type Icon, IconInbox } from "@tabler/icons-react";
import type { ReactNode } from "react";

export interface EmptyWords {
  title: string;
  next?: string;
  action?: ReactNode;
  icon?: Icon;
}

export function Empty({ title, next, action, icon: Sign = IconInbox }: EmptyWords) {
  return (
    <Paper p="xl">
      <EmptyState title={title} description={next} icon={<Sign aria-hidden size={40} stroke={1.5} />}>
        {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
      </EmptyState>
    </Paper>
  );
}
