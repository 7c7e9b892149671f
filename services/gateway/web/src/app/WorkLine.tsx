/** Keeps one live line open while somebody is signed in: pages show what it tells and need not ask. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { follow } from "@/api/live";
import { hearWork, type Work } from "@/features/analyses/queries";

export function WorkLine() {
  const client = useQueryClient();
  useEffect(() => follow<Work>("work", "", ({ told }) => hearWork(client, told)), [client]);
  return null;
}
