/** Unpacks the headless Chromium and the libraries it needs into TMPDIR, the one place that its package writes to. */
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
