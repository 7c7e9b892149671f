const words = {
  context: "What models cost: evaluations, chats, translations, and sound that was listened to.",
  month: "This month",
  platform: "All studios, this month",
  spent: "Spent",
  of: "of {{limit}}",
  reserved: "Reserved",
  reservedWhy: "For calls that are under way",
  forecast: "Forecast",
  forecastWhy: "When the month goes on as it has gone",
  nearly: "More than four fifths of the budget are spent.",
  usedUp: "The budget is used up: evaluations are written by rules, and chats wait for the next month.",
  budget: "Budget for a month",
  budgetWhy: "Beyond it no model is asked",
  none: "Nothing was spent yet",
  noneNext: "Costs appear here as soon as a language model writes an evaluation or answers in a chat.",
  months: "Month by month",
  by: "Divided by",
  byWhat: { feature: "What for", model: "Model", user: "User" },
  features: {
    evaluation: "Evaluations",
    chat: "Chats",
    translation: "Translations",
    phrases: "Phrases",
    lesson: "Lessons",
    note: "Voice notes",
  },
  nobody: "nobody in particular",
  gone: "no longer there",
  table: "Costs by month, use, model and user",
  monthOf: "Month",
  calls: "Calls",
  read: "Tokens read",
  written: "Tokens written",
  sound: "Sound heard",
  cost: "Cost",
  csv: "All calls (CSV)",
  studios: "Studios",
  studio: "Studio",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    spend: typeof words;
  }
}
