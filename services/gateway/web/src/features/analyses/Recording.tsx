/** The quality report of the recordings. */
import { Badge, Card, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "../../api/client";
import { en } from "../../en";

const colour = { good: "green", warning: "yellow", unusable: "red" } as const;

export function Recording({ sessionId }: { sessionId: string }) {
  const session = useQuery({
    queryKey: ["session", sessionId],
    queryFn: async () => body(await api.GET("/v1/sessions/{session_id}", { params: { path: { session_id: sessionId } } })),
  });
  const videos = (session.data?.videos ?? []).filter((video) => (video.quality ?? []).length > 0);
  if (videos.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={4} mb="sm">{en.review.recording}</Title>
      {videos.map((video) => (
        <Table key={video.id} verticalSpacing={6} fz="sm" mb="sm">
          <Table.Tbody>
            {(video.quality ?? []).map((line) => (
              <Table.Tr key={line.name}>
                <Table.Td>{line.name.replaceAll("_", " ")}</Table.Td>
                <Table.Td>
                  {line.measured}
                  {line.advice && <Text size="xs" c="dimmed">{line.advice}</Text>}
                </Table.Td>
                <Table.Td ta="right"><Badge variant="light" color={colour[line.verdict]} miw="max-content">{line.verdict}</Badge></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ))}
    </Card>
  );
}
