/** Deficits by dances: how much can be said of each; what nothing can be said of is red. */
import { Box, Paper } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Dance, PhraseCell } from "@/api/client";
import { DANCES } from "@/kit/dances";
import classes from "./matrix.module.css";

interface Props {
  cells: PhraseCell[];
  deficitName: (deficit: string) => string;
  chosen: { deficit?: string; dance?: Dance };
  choose: (deficit: string, dance: Dance) => void;
}

export function Matrix({ cells, deficitName, chosen, choose }: Props) {
  const { t } = useTranslation("phrases");
  const { t: common } = useTranslation();
  const deficits = [...new Set(cells.map(({ deficit }) => deficit))];
  const counts = new Map(
    cells.map(({ deficit, dance, accepted, new: fresh }) => [`${deficit} ${dance}`, accepted + fresh]),
  );
  return (
    <Paper p="md">
      <Box style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("matrix")}>
        <table className={classes.matrix} aria-label={t("matrix")}>
          <thead>
            <tr>
              <th scope="col">{t("deficit")}</th>
              {DANCES.map((dance) => (
                <th key={dance} scope="col">
                  {common(`dance.${dance}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deficits.map((deficit) => (
              <tr key={deficit}>
                <th scope="row">{deficitName(deficit)}</th>
                {DANCES.map((dance) => {
                  const count = counts.get(`${deficit} ${dance}`) ?? 0;
                  const now = chosen.deficit === deficit && chosen.dance === dance;
                  const names = [classes.cell, ...(count ? [] : [classes.empty]), ...(now ? [classes.chosen] : [])];
                  return (
                    <td key={dance}>
                      <button
                        type="button"
                        className={names.join(" ")}
                        aria-pressed={now}
                        aria-label={t("cell", {
                          count,
                          deficit: deficitName(deficit),
                          dance: common(`dance.${dance}`),
                        })}
                        onClick={() => choose(deficit, dance)}
                      >
                        {count}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
    </Paper>
  );
}
