import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { workOffline } from "./app/offline.ts";
import { start } from "./app/start.ts";
import "./ui/base.css";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root element: expected index.html's.");
start();
workOffline();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
