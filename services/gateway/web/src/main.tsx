import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/global.layer.css";
import "./kit/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startWords } from "./words/i18n";

// In the build every component brings its own: see mantine-styles.ts.
if (import.meta.env.DEV) await import("@mantine/core/styles.layer.css");
await startWords();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
