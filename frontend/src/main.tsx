import "@/ui/tokens.css";
import "@/ui/base.css";
import { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";

// A page that comes back from the browser's memory shows a stage of long ago, and its line is closed.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App queries={new QueryClient()} />
  </StrictMode>,
);
