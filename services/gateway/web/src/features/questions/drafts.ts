/** What was typed and not sent yet, kept in this window: reloads, other pages and an ended session lose nothing. */
import { useSessionStorage } from "@mantine/hooks";

export function useKept(name: string) {
  const [text, setText] = useSessionStorage({
    key: `post-${name}`,
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  return [text, setText] as const;
}
