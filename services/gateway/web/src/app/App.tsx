/** Everything around the pages: looks, queries, toasts, questions, and the way between pages. */
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfirmProvider } from "@/kit/confirm";
import { theme, variables } from "@/kit/theme";
import { ToastProvider } from "@/kit/toast";
import { queryClient } from "./queryClient";
import { router } from "./router";

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <ConfirmProvider>
            <RouterProvider router={router} />
          </ConfirmProvider>
        </ToastProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
