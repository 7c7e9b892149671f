/** A short state in words; never cut, and never told by its colour alone. */
import { Badge, type BadgeProps } from "@mantine/core";
import type { ReactNode } from "react";
import type { Meaning } from "./tokens";

interface Props extends Pick<BadgeProps, "size" | "leftSection"> {
  meaning?: Meaning;
  children: ReactNode;
}

export function Tag({ meaning = "plain", children, ...rest }: Props) {
  return (
    <Badge variant="light" color={meaning} miw="max-content" tt="none" fw={600} fz="xs" lts={0} {...rest}>
      {children}
    </Badge>
  );
}
