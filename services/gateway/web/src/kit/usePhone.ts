/** Whether the page is laid out for a phone. */
import { useMediaQuery } from "@mantine/hooks";
import { PHONE } from "./tokens";

export const usePhone = () => useMediaQuery(`(max-width: ${PHONE})`, undefined, { getInitialValueInEffect: false });
