/** Leads to the part of the help that says more. */
import { Anchor, type AnchorProps } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

interface Props extends Pick<AnchorProps, "size"> {
  /** A part of the help page, by the name it has there */
  about: "recording" | "scores" | "keys" | "datasets" | "studio";
}

export function HelpLink({ about, size = "sm" }: Props) {
  const { t } = useTranslation();
  return (
    <Anchor
      component={Link}
      to="/help"
      hash={about}
      size={size}
      style={{ display: "inline-flex", alignItems: "center", gap: 4, minHeight: 24, whiteSpace: "nowrap" }}
    >
      <IconHelpCircle size={16} aria-hidden />
      {t(`helpAbout.${about}`)}
    </Anchor>
  );
}
