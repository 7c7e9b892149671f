const words = {
  title: "Evaluation",
  role: {
    cause: "Why:",
    exercise: "Tomorrow:",
    detail: "Technique:",
    principle: "Your trainers' principle:",
    phrase: "In your trainers' words:",
  },
  byModel: "Written by {{model}}. Every number and moment was checked against the measurements.",
  byRules: "Written by rules from the measurements.",
  fallback: {
    over_budget: "This month's budget for AI texts is used up.",
    no_answer: "The language model gave no usable answer.",
    not_true: "What the language model wrote did not agree with the measurements.",
  },
  chat: "AI chat",
  cost: "{{cost}} so far",
  unavailable: "No language model is set up here. Ask whoever runs the platform.",
  empty: "Ask about this dance",
  emptyNext:
    "The AI knows what was measured here, and may look at a picture of you two in this film. It is not told your names.",
  question: "Your question",
  example: "What should we practise first?",
  caution: "AI makes mistakes. Only you see this conversation.",
  send: "Ask",
  stop: "Stop",
  you: "You",
  model: "AI",
  writing: "The answer is being written",
  stopped: "Stopped.",
  unfounded: "Careful: a number in this answer stands nowhere in the analysis.",
  failed: {
    over_budget: "This month's budget for AI is used up. An admin of your studio can raise it.",
    key_refused: "The language model does not accept the key of this installation.",
    refused: "The language model did not want to answer this.",
    cut_off: "The answer became too long and was cut off.",
    no_model: "No language model is set up here.",
    other: "There was no answer. Please ask again.",
  },
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    coaching: typeof words;
  }
}
